package io.scoot.engines.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scoot.Configuration;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import io.scoot.internal.space.UnitCube;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    private static final Facts FOUR = Facts.defaults().with("gpus", 4).with("heads", 40);

    @TempDir
    private Path directory;

    static List<String> names() {
        return Catalogue.names();
    }

    private static Configuration with(SearchSpace space, String name, Object value) {
        return space.defaults().orElseThrow().with(name, value);
    }

    private static Configuration anywhere(SearchSpace space, SplittableRandom random) {
        UnitCube cube = UnitCube.of(space);
        return cube.decode(cube.dimensions().stream()
                .mapToDouble(dimension -> dimension.quantile(random.nextDouble()))
                .toArray());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCatalogueSuitsOneGpuAndEight(String name) {
        for (int gpus : new int[] {1, 2, 8}) {
            Catalogue catalogue = Catalogue.named(name, Facts.defaults().with("gpus", gpus));
            SearchSpace space = catalogue.space();
            Configuration standard = space.defaults().orElseThrow();
            assertThat(catalogue.descriptions()).hasSameSizeAs(space.parameters());
            catalogue.command().ifPresent(c -> assertThat(c).contains("{flags}", "{port}", "{model}"));
            assertThat(catalogue.flags(standard)).noneMatch(String::isBlank);
            SplittableRandom random = new SplittableRandom(gpus);
            Predicate<Configuration> evaluated = configuration -> {
                space.admits(configuration); // no constraint throws
                return !catalogue.flags(configuration).isEmpty()
                        || !catalogue.options(configuration).isEmpty();
            };
            for (int i = 0; i < 50; i++) {
                assertThat(evaluated.test(anywhere(space, random))).isTrue();
            }
        }
    }

    @Test
    void theVllmCatalogueKnowsWhatVllmRefuses() {
        SearchSpace space = Catalogue.named("vllm", FOUR).space();
        assertThat(space.admits(space.defaults().orElseThrow())).isTrue();
        assertThat(space.admits(with(space, "tensor-parallel-size", 2))).isFalse(); // two GPUs idle
        Configuration seqs = with(space, "max-num-seqs", 2048);
        assertThat(space.admits(seqs)).isTrue(); // nobody knows how many tokens the engine will choose
        assertThat(space.admits(seqs.with("max-num-batched-tokens", 1024))).isFalse();
        Configuration whole = with(space, "enable-chunked-prefill", "off");
        assertThat(space.admits(whole)).isTrue();
        assertThat(space.admits(whole.with("max-num-batched-tokens", 2048))).isFalse(); // they hold no 4096
        assertThat(space.admits(with(space, "max-num-active-seqs", 64).with("max-num-seqs", 32)))
                .isFalse();
        assertThat(space.parameters())
                .extracting(Parameter::name)
                .doesNotContain("enable-expert-parallel", "use-v2-block-manager", "stream-interval", "kv-cache-dtype");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "sglang", "trtllm", "llama-server", "llama-jvm"})
    void theDefaultIsTheEnginesOwn(String name) {
        Facts one = Facts.defaults().with("max-model-len", 4096);
        for (Facts facts : List.of(one, one.with("gpus", 4).with("experts", 8))) {
            Catalogue catalogue = Catalogue.named(name, facts);
            Configuration standard = catalogue.space().defaults().orElseThrow();
            assertThat(catalogue.options(standard)).isEmpty();
            assertThat(catalogue.environment(standard)).isEmpty();
            assertThat(catalogue.flags(standard)) // the engines' own is one GPU; the others would idle
                    .isSubsetOf("--tensor-parallel-size", "--tp-size", "--tp_size", "4");
        }
        assertThat(Catalogue.named(name, one)
                        .flags(Catalogue.named(name, one).space().defaults().orElseThrow()))
                .isEmpty();
    }

    @Test
    void aConfigurationBecomesFlags() {
        Catalogue catalogue = Catalogue.named("vllm-paper", FOUR);
        Configuration configuration = with(catalogue.space(), "enable-prefix-caching", true);
        assertThat(catalogue.flags(configuration))
                .containsExactly(
                        "--tensor-parallel-size",
                        "4",
                        "--max-num-seqs",
                        "256",
                        "--max-num-batched-tokens",
                        "4096",
                        "--block-size",
                        "16",
                        "--scheduler-delay-factor",
                        "0",
                        "--enable-prefix-caching");
        Catalogue today = Catalogue.named("vllm", FOUR);
        assertThat(today.flags(with(today.space(), "enable-prefix-caching", "off")
                        .with("async-scheduling", "on")
                        .with("gpu-memory-utilization", 0.92)))
                .contains("--no-enable-prefix-caching", "--async-scheduling")
                .containsSubsequence("--gpu-memory-utilization", "0.92");
    }

    @Test
    void optionsAreNestedAndWhatIsNotGivenIsNot() {
        Catalogue catalogue = Catalogue.named("trtllm", FOUR);
        Configuration configuration = with(catalogue.space(), "enable_block_reuse", "off")
                .with("tokens_per_block", 64)
                .with("capacity_scheduler_policy", "MAX_UTILIZATION");
        assertThat(catalogue.options(configuration))
                .containsEntry("kv_cache_config", Map.of("enable_block_reuse", false, "tokens_per_block", 64))
                .containsEntry("scheduler_config", Map.of("capacity_scheduler_policy", "MAX_UTILIZATION"))
                .hasSize(2);
    }

    @Test
    void theSpaceOfTheCpuBuildIsOne() {
        Catalogue catalogue = Catalogue.read(Path.of("vllm-cpu", "space.yaml"), FOUR);
        assertThat(catalogue.flags(catalogue.space().defaults().orElseThrow())).isEmpty();
    }

    @Test
    void parametersAreIncludedAndExcludedByName() {
        Selection selection = Selection.of(List.of("kv-cache-dtype"), List.of("block-size"));
        Catalogue catalogue = Catalogue.named("vllm", FOUR, selection);
        assertThat(catalogue.space().parameters())
                .extracting(Parameter::name)
                .contains("kv-cache-dtype")
                .doesNotContain("block-size", "stream-interval");
        assertThat(catalogue.descriptions()).anySatisfy(line -> assertThat(line)
                .startsWith("kv-cache-dtype")
                .contains("--kv-cache-dtype", "changes the answers", "default not given", "since 0.3"));
        assertThat(Catalogue.named("sglang", FOUR).warnings()).isEmpty();
        assertThat(Catalogue.named("sglang", FOUR, Selection.of(List.of("num-continuous-decode-steps"), List.of()))
                        .warnings())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("nothing reads it"));
        assertThatThrownBy(() -> Catalogue.named("vllm", FOUR, Selection.of(List.of("nonsense"), List.of())))
                .hasMessageContaining("[nonsense]");
    }

    @Test
    void aSlotThatIsTooSmallForTheLoadIsRefused() {
        SearchSpace space = Catalogue.named("llama-server", Facts.defaults().with("longest-request", 1000))
                .space();
        assertThat(space.admits(space.defaults().orElseThrow())).isTrue();
        Configuration small = with(space, "ctx-size", 2048);
        assertThat(space.admits(small.with("parallel", 2))).isTrue();
        assertThat(space.admits(small.with("parallel", 3))).isFalse();
        assertThat(space.admits(small.with("parallel", 3).with("kv-unified", "on")))
                .isTrue();
    }

    @Test
    void aParameterMayBeAVariable() throws IOException {
        Catalogue catalogue = read("""
                name: mine
                environment: {ALWAYS: "yes"}
                parameters:
                  - {name: threads, type: ordinal, levels: [0, 2, 4], default: 0, omit: 0, env: OMP_NUM_THREADS}
                  - {name: fast, type: switch, default: not given, env: FAST}
                  - {name: sure, type: bool, default: true, env: SURE}
                """);
        Configuration standard = catalogue.space().defaults().orElseThrow();
        assertThat(catalogue.environment(standard)).isEqualTo(Map.of("ALWAYS", "yes", "SURE", "1"));
        assertThat(catalogue.environment(
                        standard.with("threads", 4).with("fast", "off").with("sure", false)))
                .isEqualTo(Map.of("ALWAYS", "yes", "OMP_NUM_THREADS", "4", "FAST", "0", "SURE", "0"));
        assertThat(catalogue.flags(standard)).isEmpty();
    }

    @Test
    void factsComeFromTheModel() throws IOException {
        Files.writeString(
                directory.resolve("config.json"),
                "{\"num_attention_heads\": 40, \"num_key_value_heads\": 8, \"max_position_embeddings\": 32768, \"num_local_experts\": null}");
        assertThat(ModelFacts.of(directory)).isEqualTo(Map.of("heads", 40, "kv-heads", 8, "max-model-len", 32768));
        Files.writeString(
                directory.resolve("config.json"),
                "{\"text_config\": {\"num_attention_heads\": 16, \"num_experts\": 128}}");
        assertThat(ModelFacts.of(directory)).isEqualTo(Map.of("heads", 16, "experts", 128));
        assertThat(ModelFacts.of(directory.resolve("none"))).isEmpty();
        Files.writeString(directory.resolve("config.json"), "{");
        assertThatThrownBy(() -> ModelFacts.of(directory)).hasMessageContaining("config.json");
    }

    private Catalogue read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("space.yaml"), text);
        return Catalogue.read(file, Facts.defaults().with("gpus", 2));
    }

    @Test
    void aUsersOwnFileMayBeJson() throws IOException {
        Catalogue catalogue = read("""
                {"name": "mine", "parameters": [
                  {"name": "batch-size", "type": "integer", "min": "1", "max": "gpus * 64", "default": 8, "flag": "-b"},
                  {"name": "batch", "type": "real", "min": 0.001, "max": 1, "log": true, "default": 0.5, "flag": "-x"}],
                 "constraints": ["batch-size - 8 * batch > 0"]}
                """);
        assertThat(catalogue.space().parameters().get(0))
                .hasToString(Parameter.integer("batch-size", 1, 128).toString());
        assertThat(catalogue.space().admits(with(catalogue.space(), "batch-size", 4)))
                .isFalse();
        assertThat(catalogue.flags(with(catalogue.space(), "batch", 0.123456789)))
                .containsExactly("-b", "8", "-x", "0.123457");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> read("name: x\nparameters: [{name: a, type: bool, default: true, flagg: -a}]"))
                .hasMessageContaining("space.yaml")
                .hasMessageContaining("\"flagg\"");
        assertThatThrownBy(() -> read("name: x\nparameters: [{name: a, type: bol, default: true}]"))
                .hasMessageContaining("parameter a: type \"bol\"");
        assertThatThrownBy(() -> read("name: x\nparameters: [{name: a, type: integer, max: 4, default: 1}]"))
                .hasMessageContaining("parameter a: \"min\" is missing");
        assertThatThrownBy(
                        () -> read("name: x\nparameters: [{name: a, type: bool, default: true}]\nconstraints: ['a >']"))
                .hasMessageContaining("\"a >\" is no expression");
        assertThatThrownBy(() ->
                        read("name: x\nparameters: [{name: a, type: bool, default: true}]\nconstraints: [b and a]"))
                .hasMessageContaining("b and a");
        assertThatThrownBy(() -> read("name: x\nparameters: [{name: a, type: integer, min: 1, max: gpus, default: 3}]"))
                .hasMessageContaining("a");
        assertThatThrownBy(() -> Catalogue.named("vlm", FOUR)).hasMessageContaining("vllm-paper");
        assertThatThrownBy(() -> Catalogue.read(directory.resolve("none"), FOUR))
                .hasMessageContaining("none");
    }
}
