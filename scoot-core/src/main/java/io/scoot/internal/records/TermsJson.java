package io.scoot.internal.records;

import io.scoot.Slo;
import io.scoot.internal.study.Terms;
import java.util.LinkedHashMap;
import java.util.Map;

/** A study's terms as JSON, and back. */
final class TermsJson {

    private TermsJson() {}

    static Map<String, Object> of(Terms terms) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("slos", terms.slos().stream().map(TermsJson::of).toList());
        json.put("budget", terms.budget());
        json.put("confirmations", terms.confirmations());
        json.put("retries", terms.retries());
        json.put("tolerance", terms.tolerance());
        return json;
    }

    private static Map<String, Object> of(Slo slo) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", slo.metric());
        json.put(slo.upper() ? "atMost" : "atLeast", slo.value());
        json.put("timesDefault", slo.relative());
        return json;
    }

    static Terms parse(Fields fields) {
        return new Terms(
                fields.list("slos").stream().map(slo -> slo(Fields.of(slo))).toList(),
                fields.integer("budget"),
                fields.integer("confirmations"),
                fields.integer("retries"),
                fields.real("tolerance"));
    }

    private static Slo slo(Fields fields) {
        boolean upper = fields.has("atMost");
        return new Slo(
                fields.string("metric"), upper, fields.real(upper ? "atMost" : "atLeast"), fields.bool("timesDefault"));
    }
}
