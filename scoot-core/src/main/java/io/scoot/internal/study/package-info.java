/**
 * The tuning loop: which trial is next, what its outcome means, when the study is over (Algorithm 1 of the paper, without
 * what the suggester does). State changes by events alone, so that a journal of them is the study.
 */
@NullMarked
package io.scoot.internal.study;

import org.jspecify.annotations.NullMarked;
