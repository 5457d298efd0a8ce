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
                return !catalogue.flags(configuration).isEmpty();
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
        assertThat(space.admits(with(space, "enable-chunked-prefill", false))).isFalse(); // 2048 tokens hold no 4096
        assertThat(space.violated(with(space, "max-num-seqs", 2048)).isEmpty()).isTrue();
        assertThat(space.parameters())
                .extracting(Parameter::name)
                .doesNotContain("enable-expert-parallel", "use-v2-block-manager");
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
        assertThat(today.flags(with(today.space(), "enable-prefix-caching", false)))
                .contains("--no-enable-prefix-caching")
                .containsSubsequence("--gpu-memory-utilization", "0.92");
    }

    @Test
    void optionsAreNestedAndOmittedValuesAreNot() {
        Catalogue catalogue = Catalogue.named("trtllm", FOUR);
        Map<String, Object> options =
                catalogue.options(catalogue.space().defaults().orElseThrow());
        assertThat(options)
                .containsEntry("kv_cache_config", Map.of("enable_block_reuse", true, "tokens_per_block", 32));
        Catalogue sglang = Catalogue.named("sglang", FOUR);
        assertThat(sglang.flags(sglang.space().defaults().orElseThrow())).doesNotContain("--cuda-graph-max-bs-decode");
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
