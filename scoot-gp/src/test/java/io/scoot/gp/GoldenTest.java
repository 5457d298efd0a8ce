package io.scoot.gp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against references computed with mpmath, scipy and scikit-learn. */
class GoldenTest {

    @Test
    void posteriorAndMarginalLikelihood() {
        for (JsonNode c : Golden.file("matern32_gp.json").get("cases")) {
            double[][] x = Golden.matrix(c.get("x"));
            double[] lengthscales = Golden.vector(c.get("lengthscales"));
            List<Dimension> dimensions = Collections.nCopies(lengthscales.length, Dimension.real());
            Hyperparameters h = Hyperparameters.of(
                    lengthscales,
                    c.get("signalVariance").doubleValue(),
                    c.get("noiseVariance").doubleValue());
            GaussianProcess gp = GaussianProcess.of(dimensions, x, Golden.vector(c.get("y")), h);
            double[][] probes = Golden.matrix(c.get("z"));
            double[] mean = new double[probes.length];
            double[] variance = new double[probes.length];
            gp.predict(probes, mean, variance);
            double tolerance = Math.max(1e-8, c.get("tolerance").doubleValue());
            near(mean, Golden.vector(c.get("mean")), tolerance);
            near(variance, Golden.vector(c.get("variance")), tolerance);
            near(gp.logMarginalLikelihood(), c.get("logMarginalLikelihood").doubleValue(), tolerance);
            Predictor predictor = gp.predictor();
            for (int i = 0; i < probes.length; i++) {
                predictor.at(probes[i]);
                near(predictor.mean(), mean[i], 1e-9);
                near(predictor.variance(), variance[i], 1e-9);
            }
        }
    }

    @Test
    void gradientOfTheMarginalLikelihood() {
        for (JsonNode c : Golden.file("matern32_gp.json").get("cases")) {
            double[] lengthscales = Golden.vector(c.get("lengthscales"));
            int d = lengthscales.length;
            Features features = new Features(Collections.nCopies(d, Dimension.real()));
            FitProblem problem = new FitProblem(
                    features, features.of(Golden.matrix(c.get("x"))), Golden.vector(c.get("y")), false, false, false);
            double[] theta = new double[d + 2];
            for (int i = 0; i < d; i++) {
                theta[i] = Math.log(lengthscales[i]);
            }
            theta[d] = Math.log(c.get("signalVariance").doubleValue());
            theta[d + 1] = Math.log(c.get("noiseVariance").doubleValue());
            double[] gradient = new double[d + 2];
            double value = problem.valueAndGradient(theta, gradient);
            double tolerance = Math.max(1e-8, c.get("tolerance").doubleValue());
            near(value, c.get("logMarginalLikelihood").doubleValue(), tolerance);
            double[] expected = Golden.vector(c.get("gradientLogParams"));
            double largest = Arrays.stream(expected).map(Math::abs).max().getAsDouble(); // the norm conditioning allows
            assertThat(gradient).containsExactly(expected, Offset.offset(tolerance * Math.max(1.0, largest)));
        }
    }

    @Test
    void kumaraswamyAndItsDerivatives() {
        for (JsonNode c : Golden.file("kumaraswamy.json").get("cases")) {
            double x = c.get("x").doubleValue();
            double a = c.get("a").doubleValue();
            double b = c.get("b").doubleValue();
            double tolerance = x < 1e-6 || x > 1 - 1e-6 ? 1e-9 : 1e-12;
            if (x > 0.0 && c.get("w").doubleValue() < 1e-40) {
                near(Kumaraswamy.warp(x, a, b) / (b * Math.pow(x, a)), 1.0, 1e-12); // the reference's 50 digits cancel
                continue;
            }
            relative(Kumaraswamy.warp(x, a, b), c.get("w"), tolerance);
            relative(Kumaraswamy.derivativeX(x, a, b), c.get("dwdx"), tolerance);
            relative(Kumaraswamy.derivativeA(x, a, b), c.get("dwda"), tolerance);
            relative(Kumaraswamy.derivativeB(x, a, b), c.get("dwdb"), tolerance);
        }
    }

    @Test
    void powerTransforms() {
        for (JsonNode c : Golden.file("power_transform.json").get("cases")) {
            double[] x = Golden.vector(c.get("x"));
            power(x, c.get("yeoJohnson"), PowerTransform.Family.YEO_JOHNSON);
            power(x, c.get("boxCox"), PowerTransform.Family.BOX_COX);
        }
    }

    private static void power(double[] x, JsonNode expected, PowerTransform.Family family) {
        if (expected == null || expected.isNull()) {
            return;
        }
        double lambda = expected.get("lam").doubleValue();
        PowerTransform found = PowerTransform.maximumLikelihood(family, x);
        assertThat(found.lambda()).isCloseTo(lambda, Offset.offset(1e-4));
        near(found.logLikelihood(x), expected.get("logLikelihood").doubleValue(), 1e-8);
        PowerTransform given = new PowerTransform(family, lambda);
        double[] transformed = Golden.vector(expected.get("transformed"));
        for (int i = 0; i < x.length; i++) {
            near(given.apply(x[i]), transformed[i], 1e-10);
            near(given.invert(given.apply(x[i])), x[i], 1e-8);
        }
    }

    private static void relative(double actual, JsonNode expected, double tolerance) {
        if (expected != null && !expected.isNull()) {
            double value = expected.doubleValue();
            assertThat(actual).isCloseTo(value, Offset.offset(tolerance * Math.abs(value) + 1e-300));
        }
    }

    private static void near(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            near(actual[i], expected[i], tolerance);
        }
    }

    private static void near(double actual, double expected, double tolerance) {
        assertThat(actual).isCloseTo(expected, Offset.offset(tolerance * Math.max(1.0, Math.abs(expected))));
    }
}
