package io.scoot.cli.batch;

import io.scoot.cli.study.Settings;
import io.scoot.cli.study.Subject;

/**
 * A service's study before it runs.
 *
 * @param name the service's
 */
record Described(String name, Subject subject, Settings settings) {}
