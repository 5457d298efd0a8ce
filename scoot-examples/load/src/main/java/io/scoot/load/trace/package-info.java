/** What requests look like: lengths from traces, and which prompts share a prefix; for the simulated and for real engines. */
@NullMarked
package io.scoot.load.trace;

import org.jspecify.annotations.NullMarked;
