package io.scoot;

import io.scoot.internal.records.RecordedStudy;
import io.scoot.internal.study.Announcer;
import io.scoot.internal.study.EventLog;
import io.scoot.internal.study.RunLoop;
import io.scoot.internal.study.Session;
import io.scoot.internal.study.Study;
import io.scoot.internal.study.StudyPlan;
import io.scoot.internal.study.TrialRunner;
import io.scoot.journal.Journal;
import io.scoot.suggest.ScootSuggester;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The tuner: one per study. Either {@link #run()} does it all, or a host asks and tells; both follow the same rules.
 * Thread-safe.
 *
 * <pre>{@code
 * Result result = new Scoot.Builder()
 *         .space(space)
 *         .objectives(Objective.minimize("ttft_ms"))
 *         .evaluator(trial -> launchAndStressTest(trial))
 *         .run();
 * }</pre>
 */
public final class Scoot implements AutoCloseable {

    private final Evaluation evaluation;
    private final Session session;
    private @Nullable RunLoop loop;
    private boolean running;
    private boolean closed;

    private Scoot(Evaluation evaluation, Session session) {
        this.evaluation = evaluation;
        this.session = session;
    }

    /**
     * Evaluates until the budget is used, confirms the best configuration, and returns what was found. Interrupting the
     * calling thread, or {@link #close()} from another, cancels the evaluations and returns what was observed until then.
     *
     * @throws IllegalStateException if there is no evaluator, or the study is closed or was run already
     * @throws StudyStoppedException if going on is pointless, the journal cannot be written or host code threw; it holds what was
     *     observed
     */
    public Result run() {
        Evaluator evaluator = evaluation.evaluator();
        if (evaluator == null) {
            throw new IllegalStateException("run() needs an evaluator; set one in the builder, or ask and tell");
        }
        ExecutorService given = evaluation.executor();
        ExecutorService executor = given == null ? Executors.newCachedThreadPool(Scoot::daemon) : given;
        try (TrialRunner runner = new TrialRunner(evaluator, executor, evaluation.timeout(), evaluation.clock())) {
            RunLoop own = new RunLoop(session, runner, evaluation.parallelism(), evaluation.asynchronous());
            begin(own);
            try {
                return own.run();
            } finally {
                end();
            }
        } finally {
            if (given == null) {
                executor.shutdownNow();
            }
        }
    }

    private synchronized void begin(RunLoop own) {
        if (closed) {
            throw new IllegalStateException("the study is closed; its result can still be read");
        }
        if (loop != null) {
            throw new IllegalStateException("the study was run already; build another one");
        }
        loop = own;
        running = true;
    }

    private synchronized void end() {
        running = false;
        if (closed) {
            session.release();
        }
    }

    /**
     * Trials to evaluate now, at most {@code count}: the default configuration alone at first, then suggestions, at last the
     * confirmations of the best. Empty when there is none now: tell what is pending and ask again, unless {@link #done()}.
     *
     * @throws IllegalArgumentException if {@code count < 1}
     * @throws IllegalStateException if the study is closed
     * @throws StudyStoppedException if going on is pointless, or the suggester or a known constraint threw
     */
    public List<Trial> ask(int count) {
        return session.ask(count);
    }

    /**
     * Reports what came out of a trial; late is as good as early. A failed trial is handed out again by a later ask. Never waits
     * for a suggestion that another thread asked for.
     *
     * @throws IllegalArgumentException if this study never handed it out, or it was told before
     * @throws IllegalStateException if the study is closed
     */
    public void tell(Trial trial, Outcome outcome) {
        session.tell(Objects.requireNonNull(trial, "trial"), Objects.requireNonNull(outcome, "outcome"));
    }

    /** Whether nothing is pending and nothing will be handed out any more. */
    public boolean done() {
        return session.done();
    }

    /** What was found so far; at any time, also after {@link #close()}. */
    public Result result() {
        return session.result();
    }

    /** Makes no further observations; a running {@link #run()} finishes what it is evaluating, confirms the best and returns. */
    public void stop() {
        session.stop("stopped before the budget was used");
    }

    /** Cancels what {@link #run()} is evaluating, and refuses any further ask or tell. The result can still be read. */
    @Override
    public void close() {
        session.close();
        synchronized (this) {
            closed = true;
            if (loop != null) {
                loop.cancel();
            }
            if (!running) {
                session.release();
            }
        }
    }

    /** How trials are evaluated, as against what the study is about. */
    private record Evaluation(
            @Nullable Evaluator evaluator,
            @Nullable ExecutorService executor,
            Optional<Duration> timeout,
            int parallelism,
            boolean asynchronous,
            Clock clock) {}

    private static Thread daemon(Runnable evaluation) {
        Thread thread = new Thread(evaluation, "scoot-evaluation");
        thread.setDaemon(true);
        return thread;
    }

    /** Collects what a study is about, and checks all of it before anything is evaluated. Not thread-safe. */
    public static final class Builder {
        private @Nullable SearchSpace space;
        private List<Objective> objectives = List.of();
        private List<Slo> slos = List.of();
        private double tolerance = 0.01;
        private @Nullable Evaluator evaluator;
        private Suggester suggester = ScootSuggester.defaults();
        private int budget = 30;
        private int parallelism = 1;
        private long seed;
        private int confirmations = 3;
        private boolean confirmSimplified;
        private int retries = 2;
        private boolean asynchronous;
        private Optional<Duration> timeout = Optional.empty();
        private Optional<Duration> maxDuration = Optional.empty();
        private Optional<Map<String, Double>> reference = Optional.empty();
        private final List<Listener> listeners = new ArrayList<>();
        private List<Observation> earlier = List.of();
        private @Nullable ExecutorService executor;
        private Optional<Path> journal = Optional.empty();
        private Optional<StudyLog> log = Optional.empty();
        private Map<String, String> context = Map.of();
        private final List<Suggestion> enqueued = new ArrayList<>();
        private boolean stopOnCommonCrash = true;
        private List<StopRule> stopRules = List.of();
        private Optional<Risk> risk = Optional.empty();
        private Clock clock = Clock.systemUTC();

        /** An empty builder; space and objectives have to be set. */
        public Builder() {}

        /** What may be tuned. Required. */
        public Builder space(SearchSpace value) {
            space = Objects.requireNonNull(value, "space");
            return this;
        }

        /** Up to four metrics and their directions. Required, unless there are {@link #slos}. */
        public Builder objectives(Objective... values) {
            objectives = List.of(Objects.requireNonNull(values, "objectives"));
            return this;
        }

        /**
         * Bounds that a configuration must keep, in every run, beside the objectives or without any. They may be changed when the
         * study is resumed: observations keep all their metrics.
         */
        public Builder slos(Slo... values) {
            slos = List.of(Objects.requireNonNull(values, "slos"));
            return this;
        }

        /** A gain below it, relative to the default's value, is none worth having; 0.01 unless set. */
        public Builder tolerance(double value) {
            tolerance = value;
            return this;
        }

        /** What evaluates a trial; required by {@link Scoot#run()}. */
        public Builder evaluator(Evaluator value) {
            evaluator = Objects.requireNonNull(value, "evaluator");
            return this;
        }

        /** An evaluator that returns at once; instead of {@link #evaluator}. */
        public Builder asyncEvaluator(AsyncEvaluator value) {
            return evaluator(new AwaitingEvaluator(Objects.requireNonNull(value, "asyncEvaluator")));
        }

        /** Observations to make, measured or crashed, the default configuration included; 30 unless set. */
        public Builder budget(int value) {
            budget = value;
            return this;
        }

        /** Configurations suggested, and evaluated, at a time (k of the paper); 1 unless set. */
        public Builder parallelism(int value) {
            parallelism = value;
            return this;
        }

        /** All randomness comes from it; 0 unless set. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Who chooses what to evaluate; {@link ScootSuggester#defaults()} unless set. */
        public Builder suggester(Suggester value) {
            suggester = Objects.requireNonNull(value, "suggester");
            return this;
        }

        /** Metric values that improvement is measured against, one for each objective; the default's unless set. */
        public Builder reference(Map<String, Double> values) {
            reference = Optional.of(Map.copyOf(Objects.requireNonNull(values, "reference")));
            return this;
        }

        /**
         * Pairs of runs at the end, default and best interleaved, each pair under an arrival order of its own: 2n evaluations beside
         * the budget, n where there is no default that works or it is the best; 3 unless set.
         */
        public Builder confirmations(int value) {
            confirmations = value;
            return this;
        }

        /**
         * Whether the {@linkplain Result#simplified() simplified} best configuration is run beside each pair of the
         * {@link #confirmations}, under the same arrival order, so that what fewer flags lose is measured: n evaluations more, none where
         * nothing can be taken back, or everything. False unless set.
         */
        public Builder confirmSimplified(boolean value) {
            confirmSimplified = value;
            return this;
        }

        /** How often a trial that failed by the infrastructure's fault is tried again; 2 unless set. */
        public Builder retries(int value) {
            retries = value;
            return this;
        }

        /** A trial that takes longer is cancelled and counts as a crash, reason "timeout"; no limit unless set. */
        public Builder timeout(Duration value) {
            timeout = Optional.of(Objects.requireNonNull(value, "timeout"));
            return this;
        }

        /** Since {@code run()} or the first ask, after which nothing new is started; what runs is finished. No limit unless set. */
        public Builder maxDuration(Duration value) {
            maxDuration = Optional.of(Objects.requireNonNull(value, "maxDuration"));
            return this;
        }

        /** Whether a free slot gets a suggestion at once, conditioned on what is pending; false unless set. */
        public Builder asynchronous(boolean value) {
            asynchronous = value;
            return this;
        }

        /** Adds one who hears of everything. */
        public Builder listener(Listener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /** Where evaluations run, with at least as many threads as the parallelism; threads of our own unless set. */
        public Builder executor(ExecutorService value) {
            executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        /**
         * Observations of earlier studies ({@link Journal#observations}), of this service or one like it: they teach surrogates
         * and feasibility, and are no observations, best or reference of this study. Those that do not fit (a configuration
         * outside the space, a metric missing) are dropped and named in the result's notes; a parameter that they do not have
         * is taken to be the default's.
         */
        public Builder history(Collection<Observation> values) {
            earlier = List.copyOf(Objects.requireNonNull(values, "history"));
            return this;
        }

        /**
         * A file that every event of the study is recorded in before it counts. Where it exists already, the study goes on from
         * there: nothing that was told is lost, what was being evaluated is handed out again, and the suggestions are those of
         * a run that was never interrupted. {@link Scoot#close()} gives it free.
         */
        public Builder journal(Path value) {
            journal = Optional.of(Objects.requireNonNull(value, "journal"));
            return this;
        }

        /** The same as {@link #journal} in a host's own storage; the study closes it. Instead of a journal. */
        public Builder log(StudyLog value) {
            log = Optional.of(Objects.requireNonNull(value, "log"));
            return this;
        }

        /**
         * What identifies the study beside its space: model, engine version, GPUs, load, trace … A journal of another context
         * is refused, for its observations are another service's.
         */
        public Builder context(Map<String, String> values) {
            context = Map.copyOf(Objects.requireNonNull(values, "context"));
            return this;
        }

        /**
         * Configurations that are known to be good, evaluated right after the default, in this order and after those enqueued
         * before; they cost budget.
         */
        public Builder enqueue(Configuration... values) {
            for (Configuration value : Objects.requireNonNull(values, "enqueue")) {
                enqueued.add(Suggestion.initial(value));
            }
            return this;
        }

        /**
         * The same on somebody's word, which the journal and {@link Result#suggestion} keep.
         *
         * @param origin who suggests them, for people: "the simulator"
         */
        public Builder enqueue(String origin, Configuration... values) {
            Objects.requireNonNull(origin, "origin");
            for (Configuration value : Objects.requireNonNull(values, "enqueue")) {
                enqueued.add(Suggestion.from(origin, value));
            }
            return this;
        }

        /**
         * Whether to stop where the default configuration and the next two crash for one reason, which is more often the
         * harness's fault than theirs; true unless set.
         */
        public Builder stopOnCommonCrash(boolean value) {
            stopOnCommonCrash = value;
            return this;
        }

        /** Rules of which any one ends the study early, with its best confirmed; none unless set, and the budget is used. */
        public Builder stopWhen(StopRule... values) {
            stopRules = List.of(Objects.requireNonNull(values, "stopWhen"));
            return this;
        }

        /** What may be risked by a trial; anything unless set. */
        public Builder risk(Risk value) {
            risk = Optional.of(Objects.requireNonNull(value, "risk"));
            return this;
        }

        /** Tells when things happened; spans are measured apart from it, so that it may be set. The system's unless set. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * {@code build()}, {@code run()} and {@code close()}.
         *
         * @throws IllegalArgumentException naming the option, its value and what is allowed
         */
        public Result run() {
            if (evaluator == null) {
                throw new IllegalArgumentException(
                        "evaluator is not set; it is what launches and stress-tests the engine");
            }
            try (Scoot scoot = build()) {
                return scoot.run();
            }
        }

        /**
         * A study, ready to run or to be asked.
         *
         * @throws IllegalArgumentException naming the option, its value and what is allowed
         * @throws JournalException if the journal is of another study, damaged, or being written by another
         * @throws java.io.UncheckedIOException if the journal cannot be read or written
         */
        public Scoot build() {
            SearchSpace checked = BuilderChecks.space(space);
            BuilderChecks.objectives(objectives, slos);
            BuilderChecks.tolerance(tolerance);
            BuilderChecks.atLeast("budget", budget, 1);
            BuilderChecks.parallelism(parallelism, budget);
            BuilderChecks.atLeast("confirmations", confirmations, 0);
            BuilderChecks.atLeast("retries", retries, 0);
            BuilderChecks.positive("timeout", timeout);
            BuilderChecks.positive("maxDuration", maxDuration);
            BuilderChecks.reference(reference, objectives);
            BuilderChecks.enqueued(enqueued, checked, budget);
            if (journal.isPresent() && log.isPresent()) {
                throw new IllegalArgumentException("journal and log are both set; a study is kept in one place");
            }
            EarlierObservations fitting = EarlierObservations.fit(earlier, checked, objectives);
            StudyPlan plan = new StudyPlan(
                    checked,
                    objectives,
                    slos,
                    suggester,
                    seed,
                    reference,
                    asynchronous,
                    context,
                    enqueued.stream().map(one -> one.in(checked)).toList(),
                    fitting.observations(),
                    new StudyPlan.Limits(
                            budget, confirmations, confirmSimplified, retries, stopOnCommonCrash, tolerance, risk));
            Session session =
                    new Session(study(plan), suggester, stopRules, new Announcer(listeners), clock, maxDuration);
            fitting.dropped().forEach(session::note);
            return new Scoot(new Evaluation(evaluator, executor, timeout, parallelism, asynchronous, clock), session);
        }

        private Study study(StudyPlan plan) {
            Optional<StudyLog> storage = log.or(() -> journal.map(Journal::open));
            if (storage.isEmpty()) {
                return new Study(plan, EventLog.NONE);
            }
            RecordedStudy recorded = RecordedStudy.open(storage.get(), plan);
            return new Study(plan.withEarlier(recorded.earlier()), recorded);
        }
    }
}
