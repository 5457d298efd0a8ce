/**
 * A simulated vLLM 0.5.x: hardware, memory, scheduler, prefix cache and crashes of the engine as a discrete-event simulation
 * that replays request traces. Only {@link io.scoot.simulator.SimulatedService} knows of Scoot.
 *
 * <p>What it is worth: the scheduler, the block managers, the memory profile run, the known constraints and the crash of
 * chunked prefill with prefix caching follow vLLM's source at v0.5.4. The A100's cost model is fitted on Vidur's published
 * operator profiles; the A10's efficiencies, the attention efficiencies, the eager floor and the CPU terms are calibrated, and
 * the time-out at large delay factors is phenomenological: nothing in vLLM's source explains what the paper reports. Workload
 * lengths come from the Azure 2023 traces, scaled so that the paper's request rates are neither idle nor hopeless. Differences
 * between configurations are plausible in sign and order; absolute milliseconds are not measurements.
 */
@NullMarked
package io.scoot.simulator;

import org.jspecify.annotations.NullMarked;
