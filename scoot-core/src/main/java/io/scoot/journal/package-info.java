/**
 * A study in a file: every record of it as one checksummed line, on the disk before it counts, so that a killed process loses
 * nothing and goes on where it was.
 */
@NullMarked
package io.scoot.journal;

import org.jspecify.annotations.NullMarked;
