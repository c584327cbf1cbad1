package tapline.cli.forecast;
import java.util.List;
import tapline.nn.*;
import tapline.tensor.*;
final class Levels extends tapline.nn.Module {
    private final Sequential all;
    Levels(int inputs, List<Integer> channels, int k, double dropout, Generator g) {
        java.util.ArrayList<tapline.nn.Module> bl = new java.util.ArrayList<>();
        int in = inputs;
        for (int l = 0; l < channels.size(); l++) { bl.add(new Block(in, channels.get(l), k, 1 << l, dropout, g)); in = channels.get(l); }
        all = register("network", Sequential.of(bl));
    }
    @Override public Tensor forward(Tensor x) { return all.forward(x); }
    static final class Block extends tapline.nn.Module { final CausalConv1d a,b; final Conv1d down; final Dropout drop;
      Block(int i,int o,int k,int d,double p,Generator g){a=register("conv1",CausalConv1d.of(i,o,k).dilation(d).generator(g).build());b=register("conv2",CausalConv1d.of(o,o,k).dilation(d).generator(g).build());down=i==o?null:register("downsample",Conv1d.of(i,o,1).generator(g).build());drop=register("drop",new Dropout(p,g));}
      @Override public Tensor forward(Tensor x){Tensor y=drop.forward(Activations.relu(b.forward(drop.forward(Activations.relu(a.forward(x))))));return Activations.relu(y.add(down==null?x:down.forward(x)));}}
}
