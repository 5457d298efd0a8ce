package io.scoot.acq;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A supplier that asks another once, at the first call, and remembers the answer; thread-safe. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private volatile @Nullable T value;

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T known = value;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            T answer = value == null ? source.get() : value;
            value = answer;
            return answer;
        }
    }
}
