/** A study for people: an HTML page of one study or of many, and its data as CSV and JSON. */
@NullMarked
package io.scoot.report;

import org.jspecify.annotations.NullMarked;
