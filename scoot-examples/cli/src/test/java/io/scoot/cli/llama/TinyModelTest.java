package io.scoot.cli.llama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file's form; that llama.cpp reads it is tested where its library loads. */
class TinyModelTest {

    @TempDir
    private Path folder;

    private static String string(ByteBuffer file) {
        byte[] bytes = new byte[(int) file.getLong()];
        file.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void skip(ByteBuffer file, int type) {
        switch (type) {
            case 4, 5, 6 -> file.getInt();
            case 8 -> string(file);
            case 9 -> {
                int element = file.getInt();
                long count = file.getLong();
                for (long i = 0; i < count; i++) {
                    skip(file, element);
                }
            }
            default -> throw new AssertionError("type " + type);
        }
    }

    @Test
    void everyTensorLiesInTheFileAndAligned() throws IOException {
        TinyModel model = new TinyModel(64, 2, 2, 96, 128);
        Path path = folder.resolve("m.gguf");
        model.write(path, 1L);
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getInt()).isEqualTo(0x46554747); // GGUF
        assertThat(file.getInt()).isEqualTo(3);
        long tensors = file.getLong();
        assertThat(tensors).isEqualTo(3 + 9 * 2);
        for (long entries = file.getLong(); entries > 0; entries--) {
            assertThat(string(file)).matches("(general|llama|tokenizer)\\..*");
            skip(file, file.getInt());
        }
        long end = 0L;
        for (long i = 0; i < tensors; i++) {
            string(file);
            int dimensions = file.getInt();
            long rowLength = file.getLong();
            long rows = dimensions == 2 ? file.getLong() : 1L;
            long bytes = file.getInt() == 0 ? 4 * rowLength : rows * rowLength / 32 * 34;
            long offset = file.getLong();
            assertThat(offset % 32).isZero();
            assertThat(offset).isGreaterThanOrEqualTo(end);
            end = offset + bytes;
        }
        long data = (file.position() + 31) / 32 * 32L;
        assertThat(file.capacity()).isEqualTo((int) (data + (end + 31) / 32 * 32));
    }

    @Test
    void theSameSeedIsTheSameModel() throws IOException {
        TinyModel model = new TinyModel(64, 1, 2, 96, 128);
        for (String name : new String[] {"a", "b"}) {
            model.write(folder.resolve(name), 7L);
        }
        model.write(folder.resolve("c"), 8L);
        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
        assertThat(Files.mismatch(folder.resolve("a"), folder.resolve("c"))).isPositive();
        assertThat(TinyModel.words()).hasSize(676).doesNotHaveDuplicates();
    }
}
