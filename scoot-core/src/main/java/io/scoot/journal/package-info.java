/**
 * A study's journal: every event of it as one checksummed JSON line, on the disk before it counts, so that a killed process
 * loses nothing and goes on where it was.
 */
@NullMarked
package io.scoot.journal;

import org.jspecify.annotations.NullMarked;
