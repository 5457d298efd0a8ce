package io.scoot.space;

import io.scoot.*;

public final class UnitCube {
    public static UnitCube of(SearchSpace s) {
        return new UnitCube();
    }

    public void requireAdmissible() {}
}
