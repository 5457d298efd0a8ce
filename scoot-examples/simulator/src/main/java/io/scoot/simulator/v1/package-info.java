/**
 * A simulated vLLM with the V1 engine (0.33): one token budget per step for running and waiting requests, chunked prefill and prefix
 * caching on, preemption by recomputation, CUDA graphs, asynchronous scheduling, tensor parallelism, grouped-query attention and
 * mixtures of experts.
 *
 * <p>What it is worth: the scheduler and the cache follow {@code vllm/v1/core/sched/scheduler.py} and
 * {@code vllm/v1/core/kv_cache_manager.py}; the cost of a step is a roofline whose efficiencies and fixed times are calibrated on
 * measurements of vLLM on H100 and compared with others that did not serve for it; the table is in the benchmarks' README. Other
 * GPUs have their data sheets' peaks and the H100's efficiencies: calibrated on nothing.
 */
@NullMarked
package io.scoot.simulator.v1;

import org.jspecify.annotations.NullMarked;
