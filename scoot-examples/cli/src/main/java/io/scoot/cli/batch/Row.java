package io.scoot.cli.batch;

import io.scoot.Listener;
import io.scoot.Objective;
import io.scoot.Observation;
import io.scoot.Phase;
import io.scoot.Result;
import io.scoot.cli.study.StudyRun;
import io.scoot.cli.study.Text;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a service's study is, and what came of it. Thread-safe. */
final class Row implements Listener {

    private final Described study;
    private final Runnable changed;
    private int made;
    private int crashed;
    private @Nullable Observation last;
    private String state = "waits";
    private Optional<Result> result = Optional.empty();
    private int status = StudyRun.STOPPED;

    /**
     * Of a study.
     *
     * @param changed told of each change
     */
    Row(Described study, Runnable changed) {
        this.study = study;
        this.changed = changed;
    }

    @Override
    public void finished(Observation observation) {
        synchronized (this) {
            if (observation.trial().phase() == Phase.CONFIRMATION) {
                state = "confirms";
            } else {
                made++;
                crashed += observation.feasible() ? 0 : 1;
                last = observation;
            }
        }
        changed.run();
    }

    void begun(Result known) {
        synchronized (this) {
            state = "runs";
            made = known.observations().size();
            crashed = made - known.feasible().size();
        }
        changed.run();
    }

    void ended(Result found, String how, int exitStatus) {
        synchronized (this) {
            result = Optional.of(found);
            state = how;
            status = exitStatus;
        }
        changed.run();
    }

    void failed(String why) {
        synchronized (this) {
            state = "failed: " + why;
        }
        changed.run();
    }

    /** Why the study did not come to its end; empty where it did. */
    synchronized Optional<String> problem() {
        return status == StudyRun.STOPPED ? Optional.of(state) : Optional.empty();
    }

    synchronized int status() {
        return status;
    }

    synchronized Optional<Result> result() {
        return result;
    }

    Described study() {
        return study;
    }

    /** While it runs. */
    synchronized String line(int name) {
        return String.format(
                Locale.ROOT,
                "%-" + name + "s  %3d/%-3d %3d crashed  %s%s",
                study.name(),
                made,
                study.settings().budget(),
                crashed,
                state,
                state.equals("runs") && last != null ? ", last " + shown(last) : "");
    }

    private String shown(Observation observation) {
        if (!observation.feasible() || study.subject().objectives().isEmpty()) {
            return observation.feasible() ? "worked" : "crashed";
        }
        Objective first = study.subject().objectives().get(0);
        return first.metric() + " " + Text.number(observation.metric(first.metric()));
    }

    /** When all is over. */
    synchronized String summary(int name) {
        return String.format(
                Locale.ROOT,
                "%-" + name + "s  %3d  %3d  %s",
                study.name(),
                made,
                crashed,
                problem()
                        .or(() -> result.map(found -> found.verdict().sentence()))
                        .orElse(state));
    }
}
