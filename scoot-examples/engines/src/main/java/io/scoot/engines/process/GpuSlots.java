package io.scoot.engines.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Disjoint sets of GPUs, each for one trial at a time. Thread-safe. */
public final class GpuSlots {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})-(\\d{1,4})");
    private static final int MOST = 1024; // devices of a range

    private final BlockingQueue<List<String>> free = new LinkedBlockingQueue<>();
    private final int count;
    private final int each;

    private GpuSlots(List<List<String>> slots) {
        this.count = slots.size();
        this.each = slots.isEmpty() ? 0 : slots.get(0).size();
        free.addAll(slots);
    }

    /**
     * As many sets of {@code each} devices as there are; what is left over is unused.
     *
     * @param names numbers as {@code nvidia-smi} has them, ranges of numbers such as {@code 0-3}, or any other name that the
     *     vendor's variable takes: {@code GPU-…}, {@code MIG-…}
     * @throws IllegalArgumentException if a device is named twice or has no name, or there are fewer than {@code each}
     */
    public static GpuSlots of(List<?> names, int each) {
        List<String> devices = expanded(names);
        Set<String> distinct = new HashSet<>(devices);
        if (distinct.size() < devices.size()) {
            throw new IllegalArgumentException("GPUs " + devices + ": one is named twice");
        }
        if (each < 1 || devices.size() < each) {
            throw new IllegalArgumentException(
                    each + " GPUs for each trial, but there are " + devices.size() + ": " + devices);
        }
        List<List<String>> slots = new ArrayList<>();
        for (int i = 0; i + each <= devices.size(); i += each) {
            slots.add(List.copyOf(devices.subList(i, i + each)));
        }
        return new GpuSlots(slots);
    }

    /** Names with ranges of numbers written out. */
    public static List<String> expanded(List<?> names) {
        List<String> devices = new ArrayList<>();
        for (Object name : names) {
            String text = name.toString().strip();
            Matcher range = RANGE.matcher(text);
            if (range.matches()) {
                int first = Integer.parseInt(range.group(1));
                int last = Integer.parseInt(range.group(2));
                if (last < first || last - first >= MOST) {
                    throw new IllegalArgumentException("GPUs \"" + text + "\": a range goes up, such as 0-3");
                }
                IntStream.rangeClosed(first, last).mapToObj(String::valueOf).forEach(devices::add);
            } else if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("GPUs " + names + ": \"" + text + "\" is no device");
            } else {
                devices.add(text);
            }
        }
        return devices;
    }

    /** {@code count} slots without a device, for engines on CPUs. */
    public static GpuSlots none(int count) {
        List<List<String>> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slots.add(List.of());
        }
        return new GpuSlots(slots);
    }

    /** How many trials can run at a time. */
    public int count() {
        return count;
    }

    /** How many devices a trial has. */
    public int each() {
        return each;
    }

    /** Waits for a free set. */
    public Lease take() throws InterruptedException {
        return new Lease(free.take());
    }

    /** A set of devices until it is closed. */
    public final class Lease implements AutoCloseable {
        private final List<String> devices;

        private Lease(List<String> devices) {
            this.devices = devices;
        }

        /** Their names; none on a CPU. */
        public List<String> devices() {
            return devices;
        }

        /** As {@code CUDA_VISIBLE_DEVICES} and its like want them. */
        public String visibleDevices() {
            return String.join(",", devices);
        }

        @Override
        public void close() {
            free.add(devices);
        }
    }
}
