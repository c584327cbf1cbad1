package tapline.train;

import java.util.List;
import java.util.Map;

/// What [Adam] and [AdamW] have in common beside their rule.
record AdamOptions(double beta2, double eps, boolean amsgrad) {
    static AdamOptions of(AdamBuilder<?> builder) {
        return new AdamOptions(builder.beta2, builder.eps, builder.amsgrad);
    }

    static List<String> stateNames(AdamBuilder<?> builder) {
        return builder.amsgrad ? List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq") : List.of("exp_avg", "exp_avg_sq");
    }

    void describe(ParameterGroup group, Map<String, String> options) {
        options.put("amsgrad", PythonNumber.repr(amsgrad));
        options.put("betas", "(" + PythonNumber.repr(group.momentum()) + ", " + PythonNumber.repr(beta2) + ")");
        options.put("capturable", "False");
        options.put("eps", PythonNumber.repr(eps));
    }
}
