package io.scoot.engines;

import io.scoot.Outcome;
import io.scoot.engines.process.Reasons;
import io.scoot.load.ErrorKind;
import io.scoot.load.LoadException;
import io.scoot.load.LoadReport;
import io.scoot.load.RequestResult.Failure;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a stress test says of a configuration whose engine still runs. */
final class Verdict {

    /** Answers that no configuration changes: who asks is not known, has not paid, or has asked for another model. */
    private static final Pattern NOT_ITS_FAULT =
            Pattern.compile("^(401|402|403|404|407|429|502|503|504)\\b.*", Pattern.DOTALL);

    private static final int CODE = 3; // digits of a status

    private Verdict() {}

    /** By the setup's rules; requests that were merely slow are measured. */
    static Outcome of(LoadReport report, EngineSetup setup) {
        if (report.faultShare() > setup.errorShare()) {
            return Outcome.crashed("under load: requests failed: " + kinds(report.errors()));
        }
        if (report.slowShare() > setup.slowShare()) {
            return Outcome.crashed(
                    "under load: more than " + setup.slowShare() + " of the requests were not answered in time");
        }
        return Outcome.measured(report.metrics());
    }

    /** The first request of all has failed. */
    static Outcome atFirst(LoadException e) {
        String reason =
                "at the first request: " + e.failure().map(Verdict::told).orElse(e.reason());
        boolean others = e.failure().filter(Verdict::notItsFault).isPresent();
        return others ? Outcome.failed(reason) : Outcome.crashed(reason);
    }

    /** A status is a number that says something. */
    private static String told(Failure failure) {
        String detail = failure.detail();
        return failure.kind() == ErrorKind.STATUS && detail.length() > CODE
                ? "status " + detail.substring(0, CODE) + ": " + Reasons.alike(detail.substring(CODE))
                : failure.kind() + ": " + Reasons.alike(detail);
    }

    /** Whether the engine only needs more time. */
    static boolean notYet(LoadException e) {
        return e.failure()
                .filter(failure ->
                        failure.kind() == ErrorKind.STATUS && failure.detail().startsWith("503"))
                .isPresent();
    }

    private static boolean notItsFault(Failure failure) {
        return failure.kind() == ErrorKind.STATUS
                && NOT_ITS_FAULT.matcher(failure.detail()).matches();
    }

    /** The most frequent first, without their counts. */
    private static String kinds(Map<ErrorKind, Integer> errors) {
        return errors.entrySet().stream()
                .filter(entry -> !entry.getKey().slow())
                .sorted(Map.Entry.<ErrorKind, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey().toString())
                .collect(Collectors.joining(", "));
    }
}
