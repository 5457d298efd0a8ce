package io.scoot.report.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.scoot.Configuration;
import io.scoot.Parameter;
import io.scoot.SearchSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    private static final String NASTY = "it's $HOME; `x` \"y\" #\n--flag: [no]";

    private static final SearchSpace SPACE = SearchSpace.builder()
            .add(Parameter.integer("max-num-seqs", 1, 1024))
            .add(Parameter.real("delay.factor", 0.0, 2.0))
            .add(Parameter.bool("prefix-caching"))
            .add(Parameter.bool("eager"))
            .add(Parameter.choice("backend", "FLASH", NASTY, "yes"))
            .defaults(Map.of(
                    "max-num-seqs",
                    256,
                    "delay.factor",
                    0.0,
                    "prefix-caching",
                    false,
                    "eager",
                    true,
                    "backend",
                    "FLASH"))
            .build();

    private static final TypeReference<Map<String, Object>> ANYTHING = new TypeReference<>() {};

    private static Configuration configuration(Object... values) {
        return SPACE.configuration(values);
    }

    @Test
    void whatStandsAtTheDefaultIsLeftOut() {
        Deployment deployment = Deployment.of(configuration(512, 0.0, true, false, "FLASH"), SPACE.defaults());
        assertThat(deployment.flags()).isEqualTo("--max-num-seqs 512 --prefix-caching --no-eager");
        assertThat(deployment.environment()).isEqualTo("MAX_NUM_SEQS=512\nPREFIX_CACHING=true\nEAGER=false\n");
        assertThat(deployment.command()).isEqualTo("--max-num-seqs 512 \\\n  --prefix-caching \\\n  --no-eager");
        assertThat(Deployment.of(SPACE.defaults().orElseThrow(), SPACE.defaults())
                        .flags())
                .isEmpty();
        assertThat(Deployment.of(SPACE.defaults().orElseThrow(), Optional.empty())
                        .values())
                .hasSize(5);
    }

    @Test
    void aShellReadsTheFlagsBack() throws Exception {
        Deployment deployment = Deployment.of(configuration(512, 0.25, true, true, NASTY), SPACE.defaults());
        assertThat(deployment.words())
                .containsExactly(
                        "--max-num-seqs", "512", "--delay.factor", "0.25", "--prefix-caching", "--backend", NASTY);
        assertThat(shell("printf '%s\\0' " + deployment.flags()).split("\0"))
                .containsExactlyElementsOf(deployment.words());
        assertThat(shell("printf '%s\\0' " + deployment.command()).split("\0"))
                .containsExactlyElementsOf(deployment.words());
    }

    @Test
    void aShellReadsTheEnvironmentBack() throws Exception {
        Deployment deployment = Deployment.of(configuration(512, 0.25, false, true, NASTY), SPACE.defaults());
        assertThat(shell(deployment.environment() + "printf '%s' \"$BACKEND\"")).isEqualTo(NASTY);
        assertThat(shell(deployment.environment() + "printf '%s' \"$DELAY_FACTOR\""))
                .isEqualTo("0.25");
    }

    @Test
    void yamlReadsBackAsText() throws Exception {
        Deployment deployment = Deployment.of(configuration(512, 0.25, true, true, "yes"), SPACE.defaults());
        YAMLMapper yaml = new YAMLMapper();
        TypeReference<Map<String, List<Object>>> lists = new TypeReference<>() {};
        // "yes" and "512" must stay strings: Kubernetes refuses anything else
        assertThat(yaml.readValue(deployment.kubernetes(), lists)).isEqualTo(Map.of("args", deployment.words()));
        assertThat(yaml.readValue(deployment.helm(), lists)).isEqualTo(Map.of("extraArgs", deployment.words()));
        assertThat(deployment.kubernetes()).contains("\"yes\"").contains("\"512\"");
    }

    @Test
    void aWholeCommandIsACommandToKubernetesAndItsArgumentsToHelm() throws Exception {
        List<String> words = List.of("vllm", "serve", "meta-llama/Llama-3.1-8B", "--max-num-seqs", "512");
        Deployment deployment = Deployment.of(configuration(512, 0.0, false, true, "FLASH"), SPACE.defaults(), words);
        YAMLMapper yaml = new YAMLMapper();
        assertThat(yaml.readValue(deployment.kubernetes(), ANYTHING)).isEqualTo(Map.of("command", words));
        assertThat(yaml.readValue(deployment.helm(), ANYTHING))
                .isEqualTo(Map.of("extraArgs", List.of("--max-num-seqs", "512")));
        assertThat(deployment.command()).isEqualTo("vllm serve meta-llama/Llama-3.1-8B \\\n  --max-num-seqs 512");
    }

    @Test
    void jsonReadsBackWithItsTypes() throws Exception {
        Deployment deployment = Deployment.of(configuration(512, 0.25, true, true, NASTY), SPACE.defaults());
        assertThat(new ObjectMapper().readValue(deployment.json(), ANYTHING)).isEqualTo(deployment.values());
    }

    @Test
    void twoParametersOfOneEnvironmentNameAreRefused() {
        SearchSpace space = SearchSpace.builder()
                .add(Parameter.bool("a-b"))
                .add(Parameter.bool("a.b"))
                .build();
        Deployment deployment = Deployment.of(space.configuration(new Object[] {true, true}), Optional.empty());
        assertThatThrownBy(deployment::environment)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a-b")
                .hasMessageContaining("a.b")
                .hasMessageContaining("A_B");
    }

    private static String shell(String script) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
