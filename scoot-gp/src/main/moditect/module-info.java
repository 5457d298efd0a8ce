module io.scoot.gp {
    requires static org.jspecify;
    requires ejml.core;
    requires ejml.ddense;
    requires commons.math3;
    requires org.apache.commons.numbers.gamma;

    exports io.scoot.gp;
}
