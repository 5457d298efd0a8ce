/**
 * A load generator for servers that speak OpenAI's completions or chat API: open loop, or closed by a cap, streaming.
 *
 * <p>{@link io.scoot.load.LoadTest} sends a {@link io.scoot.load.LoadPlan} and returns a
 * {@link io.scoot.load.LoadReport}. Measures are defined as {@code vllm bench serve} of 0.33.0 defines them
 * ({@code vllm/benchmarks/serve.py} and {@code vllm/benchmarks/lib/endpoint_request_func.py}), with these differences:
 *
 * <ul>
 *   <li>A request's latency counts from when it was to be sent, not from when the client came to send it. A client that stalls
 *       would otherwise hide the waiting that it caused (coordinated omission). Both are reported.
 *   <li>A finishing chunk without text is no token, unless the server's count says that it carried one. There, the completions
 *       API's is a token and the chat API's is one if it has an empty {@code content}.
 *   <li>{@code reasoning_content} counts like {@code reasoning}: llama.cpp, SGLang and older vLLM send it.
 *   <li>What is no full answer has failed, by kind: {@link io.scoot.load.ErrorKind}. There, whatever had a token succeeded.
 * </ul>
 *
 * <p>In both, the first chunk of a chat, which has only a role, is no token; a chunk in the middle whose text is empty is one,
 * for special tokens and parts of characters have no text. TTFT is the time to the first chunk with a token, ITL the gaps between
 * such chunks, the end of a request its last such chunk; TPOT = (latency − TTFT) / (output tokens − 1), with the server's count of
 * output tokens.
 */
@NullMarked
package io.scoot.load;

import org.jspecify.annotations.NullMarked;
