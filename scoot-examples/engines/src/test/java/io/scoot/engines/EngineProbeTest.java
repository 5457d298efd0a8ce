package io.scoot.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.scoot.engines.catalogue.Catalogue;
import io.scoot.engines.catalogue.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // a shell script stands for the engine
class EngineProbeTest {

    @TempDir
    private Path folder;

    private EngineProbe probe(String script) throws IOException {
        Path engine = Files.writeString(folder.resolve("engine"), "#!/bin/sh\n" + script);
        assertThat(engine.toFile().setExecutable(true)).isTrue();
        Path space = Files.writeString(folder.resolve("space.yaml"), """
                name: mine
                probe: {version: ["%1$s", --version], help: ["%1$s", --help]}
                parameters:
                  - {name: batch, type: ordinal, levels: [0, 8], default: 0, omit: 0, flag: --batch}
                  - {name: fast, type: switch, default: not given, flag: --fast, off: --no-fast}
                  - {name: gone, type: bool, default: false, flag: --batch-gone}
                """.formatted(engine));
        return new EngineProbe(Catalogue.read(space, Facts.defaults()), folder.resolve("cache"));
    }

    @Test
    void flagsThatTheInstalledVersionDoesNotKnowAreNamed() throws Exception {
        EngineProbe probe = probe("""
                echo asked >> "$(dirname "$0")/asked"
                [ "$1" = --version ] && echo 'WARNING torch 2.11 is old' && echo '0.33.0+cpu' && exit 0
                echo 'usage: engine [--batch N] [--fast | --no-fast] [--batch-gone-too]'
                """);
        assertThat(probe.version()).hasValue("0.33.0+cpu");
        assertThat(probe.unknownFlags("0.33.0+cpu")).isEqualTo(Map.of("--batch-gone", "gone"));
        assertThat(probe.unknownFlags("0.33.0+cpu")).hasSize(1);
        assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(2); // the second answer was kept
    }

    @Test
    void anOwnCommandIsAskedWhereItStartsTheCataloguesProgram() throws Exception {
        probe("echo 7.1");
        Catalogue catalogue = Catalogue.read(folder.resolve("space.yaml"), Facts.defaults());
        Path other = Files.createDirectory(folder.resolve("venv")).resolve("engine");
        Files.writeString(other, "#!/bin/sh\necho 7.2\n");
        assertThat(other.toFile().setExecutable(true)).isTrue();
        Optional<EngineProbe> own = EngineProbe.of(catalogue, folder, List.of(other.toString(), "serve"));
        assertThat(own.orElseThrow().version()).hasValue("7.2");
        assertThat(EngineProbe.of(catalogue, folder, List.of("docker", "run", "engine")))
                .isEmpty();
    }

    @Test
    void anEngineThatDoesNotAnswerIsNotHeldAgainstIt() throws Exception {
        EngineProbe probe = probe("exit 1");
        assertThat(probe.version()).isEmpty();
        assertThat(probe.unknownFlags("1")).isEmpty();
        Files.delete(folder.resolve("engine"));
        assertThat(probe.version()).isEmpty();
    }
}
