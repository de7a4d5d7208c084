namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>AS03: the graph and its shapes.</summary>
internal static class GraphCases
{
    private const string TwoInputs = "archspec: 1\ninputs: { left: [8, 8, 3], right: [8, 8, 3] }\nlayers:\n";

    public static IReadOnlyList<SpecCase> All { get; } =
    [
        new("a window that does not fit", "- MaxPooling2D: 2\n- Conv2D: { filters: 16, kernel_size: 3 }\n- ⟦AS0301⟧MaxPooling2D: 4\n- Flatten\n", "MaxPooling2D 'max_pooling2d_1': pool_size 4 × 4 does not fit into its input 2 × 2 × 16", "the shapes up to here: input_layer 8 × 8 × 3 → max_pooling2d 4 × 4 × 3 → conv2d 2 × 2 × 16"),
        new("an image layer on a vector", "- Flatten\n- ⟦AS0301⟧Conv2D: { filters: 8, kernel_size: 3 }\n", "the input must be H × W × C, received 192"),
        new("shapes that cannot be added", "- branches: [[], [MaxPooling2D: 2]]\n  join: ⟦AS0301⟧Add\n", "received 8 × 8 × 3 and 4 × 4 × 3"),
        new("shapes that cannot be joined", "- ⟦AS0301⟧branches: [[], [MaxPooling2D: 2]]\n", "alike in all but the channels"),
        new("a long way", "- Activation: relu\n  repeat: 12\n- ⟦AS0301⟧MaxPooling2D: 9\n", "up to here: … → activation_4"),
        new("an unknown layer", "- Conv2D: [8, 3]\n  name: first\n- Flatten:\n  inputs: ⟦AS0302⟧frist\n", "did you mean 'first'?"),
        new("a layer that stands below", "- Flatten:\n  inputs: ⟦AS0302⟧last\n- Dense: 5\n  name: last\n", "no layer 'last' above"),
        new("an unknown output", "archspec: 1\ninput: [8, 8, 3]\noutputs: [⟦AS0302⟧lats]\nlayers:\n- Dense: 5\n  name: last\n", "did you mean 'last'?"),
        new("a layer with errors is known", "- Conv2D: { ⟦AS0202⟧filter: 8, kernel_size: 3, name: first }\n- Flatten:\n  inputs: first\n"),
        new("an item with errors is known", "- ⟦AS0109⟧Dense: 8\n  Flatten: ~\n  name: first\n- Flatten:\n  inputs: first\n"),
        new("a name with a slash", "- Flatten:\n  name: ⟦AS0303⟧a/b\n", "'a/b' contains a '/'"),
        new("an empty name", "- Flatten:\n  name: ⟦AS0303⟧\"\"\n", "must not be empty"),
        new("a name used twice", "- Dense: 5\n  name: a\n- Dense: 5\n  name: ⟦AS0303⟧a\n", "'a' is used twice"),
        new("a name that is an automatic one above", "- Dense: 5\n- Dense: 5\n  name: ⟦AS0303⟧dense\n"),
        new("a name that is an automatic one below", "- Dense: 5\n  name: dense\n- ⟦AS0303⟧Dense: 5\n"),
        new("an input with a slash", "archspec: 1\ninputs: { ⟦AS0303⟧a/b: [8, 8, 3] }\nlayers: [Flatten]\n"),
        new("one input for a merge", "- ⟦AS0304⟧Add\n- Flatten\n", "Add 'add' takes two or more inputs, received 1"),
        new("two inputs for a layer", TwoInputs + "- ⟦AS0304⟧Flatten:\n  inputs: [left, right]\n", "takes one input, received 2"),
        new("two inputs for branches", TwoInputs + "- ⟦AS0304⟧branches: [[], []]\n  inputs: [left, right]\n", "branches takes one input, received 2"),
        new("no branches", "- ⟦AS0304⟧branches: []\n", "received 0"),
        new("a join that takes one", "- branches: [[], []]\n  join: ⟦AS0304⟧Flatten\n"),
        new("a layer that nobody uses", "- Conv2D: [8, 3]\n  name: a\n- ⟦AS0305⟧Conv2D: [8, 3]\n  name: b\n- Flatten:\n  inputs: a\n", "warning", "'b'; it is left out"),
        new("an input that nobody uses", "archspec: 1\ninputs: { left: [8, 8, 3], ⟦AS0305⟧right: [8, 8, 3] }\nlayers:\n- Flatten:\n  inputs: left\n", "nothing uses the input 'right'"),
        new("the first layer after several inputs", TwoInputs + "- ⟦AS0306⟧Flatten\n- Dense: 5\n", "with 'inputs:'; there are left, right"),
        new("a call of an unknown layer", "- Dense: 3\n  name: shared\n- reuse: ⟦AS0302⟧shraed\n", "did you mean 'shared'?"),
        new("a call of an input", "- Flatten\n- ⟦AS0307⟧reuse: input_layer\n", "'input_layer' (InputLayer) cannot be called again"),
        new("a call whose weights do not fit", "- Dense: 3\n  name: shared\n- Dense: 4\n- ⟦AS0301⟧reuse: shared\n", "made for another input than 8 × 8 × 4"),
        new("a call with an unknown option", "- Dense: 3\n  name: shared\n- reuse: shared\n  ⟦AS0101⟧repeat: 2\n", "it may have reuse, name, inputs"),
        new("a call with a name that is used", "- Dense: 3\n  name: shared\n- reuse: shared\n  name: ⟦AS0303⟧shared\n"),
        new("a call of a call", "- Dense: 3\n- reuse: dense\n  name: again\n- reuse: ⟦AS0307⟧again\n"),
        new("a call of a list", "- Dense: 3\n- reuse: ⟦AS0103⟧[dense]\n", "a word"),
        new("a chain with branches", "archspec: 1\ninput: [8, 8, 3]\nmodel: sequential\nlayers:\n- branches: [[], []]\n  join: ⟦AS0309⟧Add\n", "a sequential model is one chain"),
        new("branches that are a mapping", "- branches: ⟦AS0103⟧{ a: [] }\n- Flatten\n", "a list of lists of layers"),
        new("a branch that is a word", "- branches: [⟦AS0103⟧Flatten, []]\n  join: Concatenate\n", "a branch"),
        new("an unknown key of branches", "- branches: [[], []]\n  ⟦AS0101⟧jion: Add\n", "did you mean 'join'?"),
        new("a join with inputs", "- branches: [[], []]\n  join: ⟦AS0103⟧{ Add: { inputs: a } }\n", "no option but a name"),
        new("a join that is branches", "- branches: [[], []]\n  join: ⟦AS0103⟧{ branches: [[], []] }\n"),
        new("a join with errors", "- branches: [[], []]\n  join: ⟦AS0201⟧Ad\n- Flatten\n", "did you mean 'Add'?"),
        new("a wrong repeat", "- Dense: 5\n  repeat: ⟦AS0103⟧0\n- Flatten\n", "'repeat' must be a whole number of at least 1"),
        new("a wrong trainable", "- Dense: 5\n  trainable: ⟦AS0103⟧maybe\n", "'trainable' must be true or false"),
        new("wrong inputs", "- Flatten:\n  inputs: ⟦AS0103⟧[]\n- Dense: 5\n", "a name or a list of names"),
        new("an error in a repeated layer", "- ⟦AS0301⟧MaxPooling2D: 3\n  repeat: 5\n", "max_pooling2d_1"),
        new("an error in a repeated layer with names", "- Conv2D: { filters: 4, kernel_size: ⟦AS0203⟧x }\n  name: c\n  repeat: 3\n- Flatten:\n  inputs: c_3\n"),
    ];
}
