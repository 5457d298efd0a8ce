/**
 * A load generator for servers that speak OpenAI's completions or chat API: open loop, streaming, on the JDK's HTTP client.
 *
 * <p>{@link io.scoot.load.LoadTest} sends a {@link io.scoot.load.LoadPlan} and returns a
 * {@link io.scoot.load.LoadReport}. Measures are defined as {@code vllm bench serve} defines them
 * ({@code vllm/benchmarks/serve.py}, read at 0.32.0), with one difference: a request's latency counts from when it was to be
 * sent, not from when the client came to send it. A client that stalls would otherwise hide the waiting that it caused
 * (coordinated omission). Both are reported.
 */
@NullMarked
package io.scoot.load;

import org.jspecify.annotations.NullMarked;
