namespace ArchSpec.Plugins.Tests.Rewrite;

/// <summary>What the text says where inputs of joins have gone, with all that only they needed. Each graph is compared as it is read back.</summary>
public sealed class PartTests
{
    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_left_stays_as_it_was_written(RewriteExample example)
    {
        using var files = new RewriteCase(example.Spec);
        Assert.Equal(example.Expected, files.Remove(example.Changes));
    }

    public static TheoryData<RewriteExample> Cases =>
    [
        new("a branch of three", "concatenate 1", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - branches:
                  - []
                  «- - Conv2D: [4, 1]  # the second
                    - Activation: relu
            |# why
            »      - - Conv2D: [5, 1]   # the third
              - Flatten

            """),
        new("the body of an addition", "sum 1", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: { filters: 3, kernel_size: 1 }   # stays
              # what is added
            «  - branches:
                  - []
                  - - Conv2D: [3, 1]
                join: Add
                name: sum
            |  # why
            »  - Activation: relu

            """),
        new("the shortcut of an addition", "sum 0", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: { filters: 3, kernel_size: 1 }
            «  - branches:
                  - []
                  - - Conv2D: [3, 1]   # first
                    - Conv2D:
                        filters: 3
                        kernel_size: 1
                join: Add
                name: sum
            |  # why
              - Conv2D: [3, 1]   # first
              - Conv2D:
                  filters: 3
                  kernel_size: 1
            »  - Activation: relu

            """),
        new("the body of one of three uses of a block", "b/add_1 1", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              Residual:   # adds
                layers:
                  - branches:
                      - []
                      - - Conv2D: [3, 1]
                    join: Add
                  - Activation: relu«|
              Residual_2:   # adds
                layers:
                  # why
                  - Activation: relu»
            layers:
              - Residual: { name: a }
              - «Residual|Residual_2»: { name: b }
              - Residual: { name: c }

            """),
        new("the last branch of one of two uses of a block that ends there", "b/concatenate_1 2", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              Three:
                layers:
                  - branches:
                      - - Conv2D: [4, 1]
                      - - Conv2D: [3, 1]
                      - - Conv2D: [2, 1]«|
              Three_2:
                layers:
                  - branches:
                      - - Conv2D: [4, 1]
                      - - Conv2D: [3, 1]
                      # why»
            layers:
              - Three: { name: a }
              - «Three|Three_2»: { name: b }

            """),
        new("names that are taken", "add 2", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: { filters: 3, kernel_size: 1, name: a }
              - Conv2D: { filters: 3, kernel_size: 1, name: b }
            «  - Conv2D: { filters: 3, kernel_size: 1, name: c, inputs: a }
            |»  - Add:
                inputs: [a, b«, c|»]«»  # why«/»

            """),
        new("one name that is left, and a name that goes over", "sum 0", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: { filters: 3, kernel_size: 1, name: a }
              - Conv2D: { filters: 3, kernel_size: 1, name: b }
            «  - Add: { inputs: [a, b], name: sum }
            |  # why
            »  - Conv2D: { filters: 3, kernel_size: 1, name: c }
              - Add: { inputs: [«sum|b», c] }

            """),
        new("one name that is left further up", "sum 1", """
            archspec: 1
            input: [8, 8, 3]
            outputs: [b, c]
            layers:
              - Conv2D: { filters: 3, kernel_size: 1, name: a }
              - Conv2D: { filters: 3, kernel_size: 1, name: b }
            «  - Add: { inputs: [a, b], name: sum }
            |  # why
            »  - Conv2D: { filters: 3, kernel_size: 1, name: c«|, inputs: a» }

            """),
        new("in brackets", "add 1; add_1 0", """
            archspec: 1
            input: [8, 8, 3]
            layers: [«{ branches: [[], [Conv2D: [3, 1]]], join: Add }, |»«{ branches: [[], [Conv2D: [3, 1], ReLU]], join: Add }|Conv2D: [3, 1], ReLU», Flatten]«»  # why«/»

            """),
    ];
}
