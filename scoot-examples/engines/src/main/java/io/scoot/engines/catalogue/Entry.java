package io.scoot.engines.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a catalogue, as the file has it.
 *
 * @param name unique in the catalogue
 * @param type {@code integer}, {@code real}, {@code bool}, {@code switch} (a bool that may be "not given"), {@code ordinal} or
 *     {@code choice}
 * @param what one line for people
 * @param since the engine's version that brought it
 * @param until the last version that had it
 * @param source file and line where the engine says so
 * @param optIn whether it is offered only where a user asks for it
 * @param outputs whether it changes the answers
 * @param dead why it has no effect, if it has none
 * @param when offered where this holds; always if absent
 * @param min smallest value, an expression of facts; for an ordinal, smaller levels are left out
 * @param max largest value, likewise
 * @param log whether the scale is logarithmic
 * @param levels of an ordinal
 * @param automatic whether an ordinal's first level says that the engine chooses by itself
 * @param values of a choice
 * @param defaultValue the engine's own default, a value or an expression of facts
 * @param flag the command line's flag: followed by the value; of a switch, given when it is on
 * @param off the flag of a switch when it is off; none if absent
 * @param option path in the engine's options file, such as {@code kv_cache_config.enable_block_reuse}, in place of a flag
 * @param env a variable of the engine's environment that takes the value, in place of a flag; a switch becomes 1 or 0
 * @param omit a value for which nothing is given, or an expression of facts for it: what the engine chooses by itself
 */
record Entry(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String type,
        String what,
        @Nullable String since,
        @Nullable String until,
        @Nullable String source,
        @JsonProperty("opt-in") boolean optIn,
        boolean outputs,
        @Nullable String dead,
        @Nullable String when,
        @Nullable String min,
        @Nullable String max,
        boolean log,
        @Nullable List<Number> levels,
        boolean automatic,
        @Nullable List<String> values,
        @JsonProperty(value = "default", required = true) Object defaultValue,
        @Nullable String flag,
        @Nullable String off,
        @Nullable String option,
        @Nullable String env,
        @Nullable Object omit) {}
