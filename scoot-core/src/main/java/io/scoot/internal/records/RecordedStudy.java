package io.scoot.internal.records;

import io.scoot.JournalException;
import io.scoot.Observation;
import io.scoot.SearchSpace;
import io.scoot.StudyLog;
import io.scoot.internal.study.EventLog;
import io.scoot.internal.study.StudyEvent;
import io.scoot.internal.study.StudyPlan;
import io.scoot.internal.study.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A study's events in a host's log. */
public final class RecordedStudy implements EventLog {

    private static final System.Logger LOG = System.getLogger(RecordedStudy.class.getName());

    private final StudyLog log;
    private final List<StudyEvent> events;
    private final List<Observation> earlier;

    private RecordedStudy(StudyLog log, List<StudyEvent> events, List<Observation> earlier) {
        this.log = log;
        this.events = events;
        this.earlier = earlier;
    }

    /**
     * Opens the study that {@code log} holds, or begins it where it holds nothing. The log is closed where this fails.
     *
     * @throws JournalException if the log is of another study, or a record says nothing
     * @throws UncheckedIOException if the log cannot be read or written
     */
    public static RecordedStudy open(StudyLog log, StudyPlan plan) {
        try {
            List<String> records = log.records();
            if (records.isEmpty()) {
                RecordedStudy study = new RecordedStudy(log, List.of(), plan.earlier());
                study.append(StudyHeader.of(plan).text());
                return study;
            }
            StudyHeader header = StudyHeader.of(records);
            header.requireContinuedBy(plan);
            if (header.isFirstFormat()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the journal is of format 1, which knows no context and no suggester: whether it is a journal of {0} by {1} is not checked",
                        plan.context(),
                        plan.suggester().describe());
            }
            EventJson json = new EventJson(plan.space());
            RecordedStudy study = new RecordedStudy(
                    log, events(records, json), json.earlier(header.fields().list("history")));
            study.resumedOn(plan, header);
            return study;
        } catch (RuntimeException e) {
            try {
                log.close();
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private void resumedOn(StudyPlan plan, StudyHeader header) {
        Terms terms = Terms.of(plan);
        Map<String, Object> added = header.isFirstFormat() ? Map.of() : header.added(plan.space());
        if (!added.isEmpty() || !Optional.of(terms).equals(terms(header, events))) {
            Map<String, Object> record = EventJson.json(new StudyEvent.Resumed(terms));
            record.putAll(added);
            append(JsonText.of(record));
        }
    }

    /** The last ones; empty where the records do not say them. */
    static Optional<Terms> terms(StudyHeader header, List<StudyEvent> events) {
        Optional<Terms> first = header.fields().has("terms")
                ? Optional.of(TermsJson.parse(header.fields().object("terms")))
                : Optional.empty();
        return events.stream()
                .filter(StudyEvent.Resumed.class::isInstance)
                .map(event -> ((StudyEvent.Resumed) event).terms())
                .reduce((earlier, later) -> later)
                .or(() -> first);
    }

    /**
     * The events of a study's records, in its space.
     *
     * @throws JournalException if a record does not fit {@code space}
     */
    public static List<StudyEvent> events(List<String> records, SearchSpace space) {
        return events(records, new EventJson(space));
    }

    static List<StudyEvent> events(List<String> records, EventJson json) {
        return records.stream().skip(1).map(json::event).toList();
    }

    static Stream<Observation> told(List<StudyEvent> events) {
        return events.stream().filter(StudyEvent.Told.class::isInstance).map(event -> ((StudyEvent.Told) event)
                .observation());
    }

    /**
     * The observations that a study's records hold, ready to teach another study: of the space that the records describe, without
     * its constraints, in phase {@code EARLIER}.
     *
     * @throws JournalException if a record says nothing
     */
    public static List<Observation> observations(List<String> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        StudyHeader header = StudyHeader.of(records);
        SearchSpace space = header.isFirstFormat() ? SeenSpace.of(records) : header.space();
        return told(events(records, space))
                .filter(Earlier::teaches)
                .map(Earlier::of)
                .toList();
    }

    @Override
    public List<StudyEvent> events() {
        return events;
    }

    /** The observations of earlier studies that this one began with. */
    public List<Observation> earlier() {
        return earlier;
    }

    @Override
    public void append(StudyEvent event) {
        append(EventJson.of(event));
    }

    private void append(String record) {
        try {
            log.append(record);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) { // a host's log: a database's exception, say
            throw new UncheckedIOException(new IOException("the study's log threw " + e, e));
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
