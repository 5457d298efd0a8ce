package io.scoot.cli.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which services are tuned.
 *
 * @param slots how many evaluations run at a time, of all services together
 * @param folder for journals
 * @param services at least one, each with a name of its own
 */
record BatchFile(int slots, Path folder, List<Service> services) {

    private static final Set<String> FIELDS = Set.of("slots", "folder", "options", "services");

    /** Copies the services. */
    BatchFile {
        services = List.copyOf(services);
    }

    /**
     * A service.
     *
     * @param name of its journal, too: letters, digits, points, dashes and underlines
     * @param arguments of its tune command
     */
    record Service(String name, List<String> arguments) {}

    /**
     * Reads YAML or JSON.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    static BatchFile read(Path file) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is no YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
        root.fieldNames()
                .forEachRemaining(name -> require(FIELDS.contains(name), file, name + " is none of " + FIELDS));
        int slots = root.path("slots").asInt(root.has("slots") ? 0 : 1);
        require(slots >= 1, file, "slots is " + root.path("slots") + "; it must be at least 1");
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        Path folder = file.resolveSibling(root.path("folder").asText(stem + "-studies"));
        List<String> options = arguments(root.path("options"));
        List<Service> services = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode service : root.path("services")) {
            String name = service.path("name").asText("");
            require(
                    name.matches("[A-Za-z0-9._-]+") && !name.startsWith("."),
                    file,
                    "the name \"" + name + "\" of a service must be of letters, digits, '.', '-' and '_'");
            service.fieldNames()
                    .forEachRemaining(field -> require(
                            Set.of("name", "tune").contains(field),
                            file,
                            field + " of service " + name + " is neither name nor tune"));
            require(!name.equals("index"), file, "a service cannot be called index, as the overview's page is");
            require(names.add(name), file, "two services are called " + name);
            List<String> tune = new ArrayList<>(arguments(service.path("tune")));
            require(!tune.isEmpty(), file, "service " + name + " has no \"tune\", such as: sim --service NAME");
            int command = tune.indexOf("--"); // the engine's
            tune.addAll(command < 0 ? tune.size() : command, options);
            services.add(new Service(name, tune));
        }
        require(!services.isEmpty(), file, "it names no services");
        return new BatchFile(slots, folder, services);
    }

    /** A list, or a text that is split at white space. */
    private static List<String> arguments(JsonNode node) {
        List<String> arguments = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(argument -> arguments.add(argument.asText()));
        } else {
            String text = node.asText("").strip();
            arguments.addAll(text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1)));
        }
        return arguments;
    }

    private static void require(boolean right, Path file, String message) {
        if (!right) {
            throw new IllegalArgumentException(file + ": " + message);
        }
    }
}
