package io.scoot.cli.llama;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A model file of the GGUF format, version 3 (ggml's {@code docs/gguf.md}): little-endian; metadata, then tensors' descriptions,
 * then their data, aligned to 32 bytes. Not thread-safe.
 */
final class GgufWriter {

    private static final int VERSION = 3;
    private static final int ALIGNMENT = 32;

    /** Codes of metadata types. */
    private static final int UINT32 = 4;

    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private final List<Tensor> tensors = new ArrayList<>();
    private int entries;

    /**
     * A tensor's data.
     *
     * @param name as the architecture wants it
     * @param shape the fastest dimension first
     * @param type ggml's code
     * @param rowBytes of each row of the fastest dimension
     * @param rows its rows, by index, each of {@code rowBytes}
     */
    private record Tensor(String name, int[] shape, int type, int rowBytes, IntFunction<byte[]> rows) {

        int count() {
            return shape.length == 1 ? 1 : shape[1];
        }

        long bytes() {
            return (long) rowBytes * count();
        }
    }

    void text(String key, String value) {
        entry(key, STRING, () -> string(value));
    }

    void unsigned(String key, int value) {
        entry(key, UINT32, () -> int32(value));
    }

    void real(String key, float value) {
        entry(key, FLOAT32, () -> int32(Float.floatToIntBits(value)));
    }

    void texts(String key, List<String> values) {
        array(key, STRING, values, this::string);
    }

    void reals(String key, List<Float> values) {
        array(key, FLOAT32, values, value -> int32(Float.floatToIntBits(value)));
    }

    void integers(String key, List<Integer> values) {
        array(key, INT32, values, this::int32);
    }

    /** A vector of ones, in 32 bits each: the weights of a normalisation. */
    void ones(String name, int length) {
        ByteBuffer row = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            row.putFloat(1.0f);
        }
        tensors.add(new Tensor(name, new int[] {length}, 0, row.capacity(), index -> row.array()));
    }

    /** A matrix of ggml's type Q8_0, 34 bytes for each 32 weights. */
    void matrix(String name, int columns, int rows, IntFunction<byte[]> data) {
        tensors.add(new Tensor(name, new int[] {columns, rows}, 8, columns / 32 * 34, data));
    }

    /** Writes all of it. */
    void write(Path path) throws IOException {
        long offset = 0L;
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        GgufWriter descriptions = new GgufWriter();
        for (Tensor tensor : tensors) {
            descriptions.string(tensor.name());
            descriptions.int32(tensor.shape().length);
            for (int size : tensor.shape()) {
                descriptions.int64(size);
            }
            descriptions.int32(tensor.type());
            descriptions.int64(offset);
            offset += padded(tensor.bytes());
        }
        ByteBuffer magic = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        magic.put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(VERSION)
                .putLong(tensors.size())
                .putLong(entries);
        head.write(magic.array());
        metadata.writeTo(head);
        descriptions.metadata.writeTo(head);
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path))) {
            head.writeTo(file);
            pad(file, head.size());
            for (Tensor tensor : tensors) {
                for (int row = 0; row < tensor.count(); row++) {
                    file.write(tensor.rows().apply(row));
                }
                pad(file, tensor.bytes());
            }
        }
    }

    private static long padded(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static void pad(OutputStream file, long written) throws IOException {
        file.write(new byte[(int) (padded(written) - written)]);
    }

    private <T> void array(String key, int type, List<T> values, Consumer<T> element) {
        entry(key, ARRAY, () -> {
            int32(type);
            int64(values.size());
            values.forEach(element);
        });
    }

    private void entry(String key, int type, Runnable value) {
        string(key);
        int32(type);
        value.run();
        entries++;
    }

    private void string(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int64(bytes.length);
        metadata.writeBytes(bytes);
    }

    private void int32(int value) {
        metadata.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private void int64(long value) {
        metadata.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }
}
