package io.scoot.engines;

import io.scoot.load.LoadPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Questions whose answers are known, for what changes answers: quantised weights or KV caches, speculative decoding. Asked at
 * temperature 0, so that an engine that does not draw says the same to them each time.
 *
 * @param questions at least one; with n of them the share of right answers is known to 1/n
 * @param concurrency asked at a time, 1 … 256
 * @param limit for all of them together, positive
 */
public record QualityCheck(List<Question> questions, int concurrency, Duration limit) {

    /** The metric: the share of right answers, 0 … 1. */
    public static final String METRIC = "accuracy";

    private static final int MOST = 256; // at a time

    /** Copies and checks. */
    public QualityCheck {
        questions = List.copyOf(questions);
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("questions are none; give at least one");
        }
        if (concurrency < 1 || concurrency > MOST) {
            throw new IllegalArgumentException("concurrency " + concurrency + " must be in 1 … " + MOST);
        }
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit " + limit + " must be positive");
        }
    }

    /**
     * From a file with a JSON object a line: {@code prompt} and {@code answer}, and if need be {@code match}, {@code exact} or
     * {@code contained} (unless told), and {@code max_tokens} (64). Eight are asked at a time, and all must be answered in ten
     * minutes.
     *
     * @throws java.io.UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException naming file, line and what is wrong
     */
    public static QualityCheck read(Path file) {
        List<Question> questions = QuestionFile.read(file);
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("questions " + file + " has none; give a JSON object a line, such as"
                    + " {\"prompt\": \"2 + 2 =\", \"answer\": \"4\"}");
        }
        return new QualityCheck(questions, 8, Duration.ofMinutes(10));
    }

    /**
     * Asks all, and counts.
     *
     * @param server its address
     * @param load says which API, model, headers and further fields a request has
     * @return the share of right answers, 0 … 1
     * @throws IOException if one is not answered, asked twice, or the time is over; the message says so
     * @throws InterruptedException if interrupted; no further question is asked
     */
    public double ask(URI server, LoadPlan load) throws IOException, InterruptedException {
        Asking asking = new Asking(server, load, limit);
        List<Callable<Boolean>> all = new ArrayList<>();
        questions.forEach(question -> all.add(() -> question.answeredBy(asking.answer(question))));
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(concurrency, all.size()), QualityCheck::daemon);
        try {
            int right = 0;
            for (Future<Boolean> answer : threads.invokeAll(all, limit.toMillis(), TimeUnit.MILLISECONDS)) {
                right += answer.get() ? 1 : 0;
            }
            return (double) right / questions.size();
        } catch (CancellationException e) {
            throw new IOException(
                    "quality check: " + questions.size() + " questions were not answered in " + limit.toSeconds()
                            + " s",
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException("quality check: " + (cause == null ? e : cause).getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** For a study's identity. */
    String identity() {
        return questions.size() + " questions "
                + Integer.toHexString(questions.toString().hashCode());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "scoot-quality");
        thread.setDaemon(true);
        return thread;
    }
}
