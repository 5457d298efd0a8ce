/** A study's events as lines of JSON, its first line saying what the study is about; where the lines are kept is not known here. */
@NullMarked
package io.scoot.internal.records;

import org.jspecify.annotations.NullMarked;
