module io.scoot.constraints {
    requires static org.jspecify;
    requires java.logging;
    requires transitive io.scoot.gp;
    requires ejml.core;
    requires ejml.ddense;
    requires commons.math3;
    requires org.apache.commons.numbers.gamma;
    requires org.tribuo.core;
    requires org.tribuo.common.tree;
    requires org.tribuo.regression.core;
    requires org.tribuo.regression.rtree;
    requires com.oracle.labs.mlrg.olcut;
    requires com.google.protobuf;

    exports io.scoot.constraints;
}
