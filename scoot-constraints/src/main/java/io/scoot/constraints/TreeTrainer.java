package io.scoot.constraints;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.dataset.DatasetView;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.IndependentRegressionTreeModel;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * Trains the trees of a forest with Tribuo; the one class that knows it. A fresh CART trainer per bootstrap view, rather than
 * Tribuo's own forest: that one cannot use all features at a split, logs each tree, and is not repeatable on a second call.
 */
final class TreeTrainer {

    private static final String TARGET = "y";

    private TreeTrainer() {}

    /**
     * A regression tree as arrays: node i either splits ({@code feature[i]} ≥ 0) or is a leaf of {@code value[i]}.
     */
    record Tree(int[] feature, double[] value, int[] lower, int[] greater) {

        double predict(double[] row) {
            int node = 0;
            while (feature[node] >= 0) {
                node = row[feature[node]] > value[node] ? greater[node] : lower[node];
            }
            return value[node];
        }
    }

    static Tree[] train(double[][] rows, double[] values, int trees, long seed) {
        double mean = 0.0;
        for (double value : values) {
            mean += value / values.length;
        }
        double scale = 0.0;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value - mean));
        }
        if (!(scale > 0.0) || rows.length == 1) {
            return new Tree[] {new Tree(new int[] {-1}, new double[] {mean}, new int[1], new int[1])};
        }
        MutableDataset<Regressor> dataset = dataset(rows, values, mean, scale); // Tribuo computes targets in float
        int[] features = columns(dataset);
        SplittableRandom random = new SplittableRandom(seed);
        Tree[] trained = new Tree[trees];
        for (int t = 0; t < trees; t++) {
            long treeSeed = random.nextLong();
            DatasetView<Regressor> bootstrap = DatasetView.createBootstrapView(
                    dataset, rows.length, treeSeed, dataset.getFeatureIDMap(), dataset.getOutputIDInfo());
            CARTRegressionTrainer trainer = new CARTRegressionTrainer(
                    Integer.MAX_VALUE, 1.0f, 0.0f, 1.0f, false, new MeanSquaredError(), treeSeed);
            IndependentRegressionTreeModel model = (IndependentRegressionTreeModel) trainer.train(bootstrap);
            Node<Regressor> root = Objects.requireNonNull(model.getRoots().get(TARGET));
            trained[t] = flatten(root, features, mean, scale);
        }
        return trained;
    }

    private static MutableDataset<Regressor> dataset(double[][] rows, double[] values, double mean, double scale) {
        RegressionFactory factory = new RegressionFactory();
        MutableDataset<Regressor> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("observations", factory), factory);
        String[] names = new String[rows[0].length];
        for (int i = 0; i < names.length; i++) {
            names[i] = String.format(Locale.ROOT, "%06d", i); // Tribuo sorts features by name
        }
        for (int i = 0; i < rows.length; i++) {
            Regressor target = new Regressor(TARGET, (values[i] - mean) / scale);
            dataset.add(new ArrayExample<>(target, names, rows[i]));
        }
        return dataset;
    }

    /** The column of each of Tribuo's feature ids. */
    private static int[] columns(MutableDataset<Regressor> dataset) {
        var map = dataset.getFeatureIDMap();
        int[] columns = new int[map.size()];
        for (int id = 0; id < columns.length; id++) {
            columns[id] = Integer.parseInt(map.get(id).getName());
        }
        return columns;
    }

    private static Tree flatten(Node<Regressor> root, int[] columns, double mean, double scale) {
        List<Node<Regressor>> nodes = new ArrayList<>();
        nodes.add(root);
        List<int[]> children = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            int[] own = new int[2];
            if (nodes.get(i) instanceof SplitNode<Regressor> split) {
                own[0] = nodes.size();
                nodes.add(split.getLessThanOrEqual());
                own[1] = nodes.size();
                nodes.add(split.getGreaterThan());
            }
            children.add(own);
        }
        int n = nodes.size();
        Tree tree = new Tree(new int[n], new double[n], new int[n], new int[n]);
        for (int i = 0; i < n; i++) {
            Node<Regressor> node = nodes.get(i);
            if (node instanceof SplitNode<Regressor> split) {
                tree.feature[i] = columns[split.getFeatureID()];
                tree.value[i] = split.splitValue();
                tree.lower[i] = children.get(i)[0];
                tree.greater[i] = children.get(i)[1];
            } else if (node instanceof LeafNode<Regressor> leaf) {
                tree.feature[i] = -1;
                tree.value[i] = leaf.getOutput().getValues()[0] * scale + mean;
            }
        }
        return tree;
    }
}
