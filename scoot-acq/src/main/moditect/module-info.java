module io.scoot.acq {
    requires static org.jspecify;
    requires transitive io.scoot.gp;
    requires ejml.core;
    requires ejml.ddense;
    requires commons.math3;
    requires org.apache.commons.numbers.gamma;

    exports io.scoot.acq;
}
