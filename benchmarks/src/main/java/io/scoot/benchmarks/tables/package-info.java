/**
 * Tables of real measurements as problems to tune: read from the files as their authors publish them, from a folder that the
 * user names. A tuner asks for a row; nothing is interpolated.
 */
@NullMarked
package io.scoot.benchmarks.tables;

import org.jspecify.annotations.NullMarked;
