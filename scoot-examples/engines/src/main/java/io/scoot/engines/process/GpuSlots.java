package io.scoot.engines.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/** Disjoint sets of GPUs, each for one trial at a time. Thread-safe. */
public final class GpuSlots {

    private final BlockingQueue<List<Integer>> free = new LinkedBlockingQueue<>();
    private final int count;

    private GpuSlots(List<List<Integer>> slots) {
        this.count = slots.size();
        free.addAll(slots);
    }

    /**
     * As many sets of {@code each} devices as there are; what is left over is unused.
     *
     * @param devices their numbers, as {@code nvidia-smi} has them
     * @throws IllegalArgumentException if a device is named twice, or there are fewer than {@code each}
     */
    public static GpuSlots of(List<Integer> devices, int each) {
        Set<Integer> distinct = new HashSet<>(devices);
        if (distinct.size() < devices.size()) {
            throw new IllegalArgumentException("GPUs " + devices + ": one is named twice");
        }
        if (each < 1 || devices.size() < each) {
            throw new IllegalArgumentException(
                    each + " GPUs for each trial, but there are " + devices.size() + ": " + devices);
        }
        List<List<Integer>> slots = new ArrayList<>();
        for (int i = 0; i + each <= devices.size(); i += each) {
            slots.add(List.copyOf(devices.subList(i, i + each)));
        }
        return new GpuSlots(slots);
    }

    /** {@code count} slots without a device, for engines on CPUs. */
    public static GpuSlots none(int count) {
        List<List<Integer>> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slots.add(List.of());
        }
        return new GpuSlots(slots);
    }

    /** How many trials can run at a time. */
    public int count() {
        return count;
    }

    /** Waits for a free set. */
    public Lease take() throws InterruptedException {
        return new Lease(free.take());
    }

    /** A set of devices until it is closed. */
    public final class Lease implements AutoCloseable {
        private final List<Integer> devices;

        private Lease(List<Integer> devices) {
            this.devices = devices;
        }

        /** Their numbers; none on a CPU. */
        public List<Integer> devices() {
            return devices;
        }

        /** As {@code CUDA_VISIBLE_DEVICES} wants them. */
        public String visibleDevices() {
            return devices.stream().map(String::valueOf).collect(Collectors.joining(","));
        }

        @Override
        public void close() {
            free.add(devices);
        }
    }
}
