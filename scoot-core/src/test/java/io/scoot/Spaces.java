package io.scoot;

import io.scoot.internal.space.UnitCube;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random search spaces: all kinds of parameters, sometimes with a known constraint, for properties over them. */
public final class Spaces {

    private Spaces() {}

    /** A space of {@code dimensions} parameters named p0, p1, …; every second one demands p0 + p1 ≤ 1 of the coordinates. */
    public static SearchSpace random(int dimensions, SplittableRandom random) {
        SearchSpace.Builder builder = SearchSpace.builder();
        for (int i = 0; i < dimensions; i++) {
            builder.add(parameter("p" + i, random));
        }
        if (dimensions > 1 && random.nextBoolean()) {
            SearchSpace plain = builder.build();
            UnitCube cube = UnitCube.of(plain);
            builder.constraint("p0 + p1 <= 1", c -> cube.encode(c)[0] + cube.encode(c)[1] <= 1.0 + 1e-9);
        }
        return builder.build();
    }

    /** A space in which each parameter has one value only, but for the last, a real one. */
    public static SearchSpace singleLevels(int dimensions) {
        SearchSpace.Builder builder = SearchSpace.builder();
        for (int i = 0; i + 1 < dimensions; i++) {
            builder.add(i % 2 == 0 ? Parameter.integer("p" + i, 3, 3) : Parameter.choice("p" + i, "only"));
        }
        return builder.add(Parameter.real("last", -1.0, 1.0)).build();
    }

    /** A configuration, known constraints or not. */
    public static Configuration configuration(SearchSpace space, SplittableRandom random) {
        UnitCube cube = UnitCube.of(space);
        return cube.decode(cube.dimensions().stream()
                .mapToDouble(dimension -> dimension.quantile(random.nextDouble()))
                .toArray());
    }

    private static Parameter parameter(String name, SplittableRandom random) {
        int low = random.nextInt(1, 100);
        int width = 1 << random.nextInt(14);
        return switch (random.nextInt(8)) {
            case 0 -> Parameter.integer(name, -low, width);
            case 1 -> Parameter.integer(name, low, low + width).log();
            case 2 -> Parameter.real(name, -low, width);
            case 3 -> Parameter.real(name, 1e-3 * low, width).log();
            case 4 -> Parameter.bool(name);
            case 5 ->
                Parameter.ordinal(
                        name,
                        IntStream.rangeClosed(1, random.nextInt(2, 7))
                                .mapToObj(level -> (Number) (1 << level))
                                .toArray(Number[]::new));
            case 6 -> Parameter.ordinal(name, -1, 2, 4, 8, 16).withAutomatic();
            default -> Parameter.choice(name, Arrays.copyOf(new String[] {"a", "b", "c", "d"}, random.nextInt(2, 5)));
        };
    }
}
