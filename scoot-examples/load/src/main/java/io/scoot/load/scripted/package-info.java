/**
 * A server that speaks OpenAI's streaming API by a script: known delays, stalls, lost connections, refusals. Load generators and
 * engine launchers are tested and measured against it; it generates nothing.
 */
@NullMarked
package io.scoot.load.scripted;

import org.jspecify.annotations.NullMarked;
