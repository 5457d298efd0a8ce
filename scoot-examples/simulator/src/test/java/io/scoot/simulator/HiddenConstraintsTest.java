package io.scoot.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.Configuration;
import io.scoot.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each class of crash has a configuration that triggers it and a neighbour that does not (invariant I13). */
class HiddenConstraintsTest {

    private static Outcome evaluate(SimulatedService service, Object... changes) {
        Map<String, Object> values =
                new HashMap<>(service.space().defaults().orElseThrow().asMap());
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        Configuration configuration = service.space().configuration(values);
        return service.evaluate(configuration, 1L);
    }

    private static void crashes(Outcome outcome, String part) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Crashed.class, crash -> assertThat(crash.reason())
                .contains(part));
    }

    private static void works(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Measured.class);
    }

    @Test
    void chunkedPrefillWithAPrefixHitDies() {
        SimulatedService sql = SimulatedService.named("sql-13b-4a10");
        crashes(
                evaluate(sql, "enable-chunked-prefill", true, "enable-prefix-caching", true),
                "chunked prefill cannot be used with prefix caching");
        works(evaluate(sql, "enable-chunked-prefill", true));
        works(evaluate(sql, "enable-prefix-caching", true));
        // No prefix is shared in CLS; the engine as its source says dies of a prompt's own second chunk, too.
        SimulatedService cls = SimulatedService.named("cls-13b-2a100");
        Object[] both = {"enable-chunked-prefill", true, "enable-prefix-caching", true, "max-num-batched-tokens", 300};
        works(evaluate(cls, both));
        crashes(evaluate(cls.withProfile(EngineProfile.VLLM_0_5_4), both), "chunked prefill");
    }

    @Test
    void weightsWantMemory() {
        SimulatedService service = SimulatedService.named("bot-13b-2a10");
        crashes(evaluate(service, "tensor-parallel", 1), "out of memory while loading");
        works(evaluate(SimulatedService.named("bot-7b-2a10"), "tensor-parallel", 1));
    }

    @Test
    void manySequencesLeaveNoCache() {
        SimulatedService service = SimulatedService.named("rec-13b-2a10");
        crashes(evaluate(service, "max-num-seqs", 8192, "max-num-batched-tokens", 8192), "memory");
        works(evaluate(service, "max-num-seqs", 1024, "max-num-batched-tokens", 8192));
    }

    @Test
    void aLargeDelayFactorStallsUnderManyDecodes() {
        SimulatedService service = SimulatedService.named("bot-13b-2a100");
        Object[] change = {"scheduler-delay-factor", 2.0, "max-num-seqs", 1024};
        crashes(evaluate(service, change), "timeout");
        works(evaluate(service.withProfile(EngineProfile.VLLM_0_5_4), change));
        works(evaluate(service, "max-num-seqs", 1024));
    }

    @Test
    void aKnownConstraintIsTheEnginesOwn() {
        crashes(
                evaluate(SimulatedService.named("sql-7b-2a10"), "max-num-seqs", 5000),
                "max-num-batched-tokens 4096 is below max-num-seqs 5000");
    }
}
