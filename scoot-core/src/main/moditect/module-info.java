module io.scoot {
    requires static org.jspecify;
    requires transitive io.scoot.gp;
    requires io.scoot.acq;
    requires io.scoot.constraints;
    requires com.fasterxml.jackson.core;
    requires commons.math3;

    exports io.scoot;
    exports io.scoot.journal;
    exports io.scoot.suggest;
}
