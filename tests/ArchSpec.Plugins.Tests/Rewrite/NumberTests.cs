namespace ArchSpec.Plugins.Tests.Rewrite;

/// <summary>What the text says where numbers of layers have become others. Each case is read back and compared argument by argument.</summary>
public sealed class NumberTests
{
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_new_text_reads_as_a_person_would_have_written_it(RewriteExample example)
    {
        using var files = new RewriteCase(example.Spec);
        Assert.Equal(example.Expected, files.Rewrite(example.Changes));
    }

    public static TheoryData<RewriteExample> Cases =>
    [
        new("in its own line", "a filters 5; dense units 2", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: { filters: «8|5», kernel_size: 3, name: a }«»  # was 8: why«/»
              - Flatten
              - Dense: «4|2»«»  # was 4: why«/»

            """),
        new("a row of a block's arguments", "use/a filters 5; use/b filters 3", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              Two:
                parameters: [first, second]
                layers:
                  - Conv2D: { filters: "${first}", kernel_size: 3, name: a }
                  - Conv2D: { filters: "${second}", kernel_size: 3, name: b }
            layers:
              - Two: [«8, 4|5, 3»]«»  # was 8, 4: why«/»
                name: use

            """),
        new("a number of a block that all uses change", "x/a filters 5; y/a filters 5", """
            archspec: 1
            input: [8, 8, 3]
            blocks: { One: { layers: [Conv2D: { filters: «8|5», kernel_size: 3, name: a }] } }«»  # was 8: why«/»
            layers: [One: { name: x }, One: { name: y }]

            """),
        new("a number of a block that some uses change", "x/conv2d filters 5; one_1/conv2d_2 filters 6", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              One:
                «|parameters: [filters_3x3: 8]
                »layers:
                  - Conv2D: { filters: «8|"${filters_3x3}"», kernel_size: 3 }
            layers:
              - One:«| { filters_3x3: 5 }»«»  # conv2d was 8: why«/»
                name: x
              - One
              - «One|One: { filters_3x3: 6 }»«»  # conv2d_2 was 8: why«/»

            """),
        new("an expression that one of two uses changes, through a block between", "x/inner/conv2d filters 30", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              Inner:
                parameters: [n«|, filters_3x3: "${4 * n}"»]
                layers:
                  - Conv2D: { filters: "${«4 * n|filters_3x3»}", kernel_size: 3 }
              Outer:
                parameters: [n«|, filters_3x3: "${4 * n}"»]
                layers:
                  - Inner: «"${n}"|["${n}", "${filters_3x3}"]»
            layers:
              - Outer: «8|[8, 30]»«»  # conv2d was 32: why«/»
                name: x
              - Outer: [8]

            """),
        new("an expression that follows from a smaller argument", "x/conv2d filters 20", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              B: { parameters: [n], layers: [Conv2D: { filters: "${4 * n}", kernel_size: 3 }] }
            layers:
              - B: «8|5»«»  # conv2d was 8: why«/»
                name: x
              - B: 8

            """),
        new("a parameter for several things, of which some change", "x/conv2d filters 5; x/conv2d_1 filters 5", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              B:
                parameters: [n«|, filters_1x1: "${n}"»]
                layers:
                  - Conv2D: { filters: "${«n|filters_1x1»}", kernel_size: 1 }
                  - Conv2D: { filters: "${«n|filters_1x1»}", kernel_size: 1 }
                  - Conv2D: { filters: "${n // 2}", kernel_size: 1, name: "to_${n}" }
            layers:
              - B: «8|[8, 5]»«»  # was 8: why«/»
                name: x
              - B: 8

            """),
        new("a parameter for several things, of which most change", "x/conv2d filters 5; x/reshape target_shape[2] 5", """
            archspec: 1
            input: [1, 1, 3]
            blocks:
              B:
                parameters: [n«|, units: "${n // 2}"»]
                layers:
                  - Conv2D: { filters: "${n}", kernel_size: 1 }
                  - Reshape: [[1, 1, "${n}"]]
                  - Dense: "${«n // 2|units»}"
            layers:
              - B: «8|[5, 4]»«»  # was 8: why«/»
                name: x
              - B: 12

            """),
        new("a parameter that is also a number of repetitions", "x/conv2d filters 1; x/conv2d_1 filters 1; x/conv2d_2 filters 1", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              B:
                parameters: [n«|, times: "${n}"»]
                layers:
                  - Conv2D: { filters: "${n}", kernel_size: 1 }
                    repeat: "${«n|times»}"
                  - Conv2D: { filters: "${n}", kernel_size: 1 }
            layers:
              - B: «2|[1, 2]»«»  # was 2: why«/»
                name: x
              - B: 3

            """),
        new("a default that nobody gives", "x/conv2d filters 5; b/conv2d_1 filters 5", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              B:
                parameters:
                  - n: «8|5»«»  # was 8: why«/»
                  - size: 1
                layers:
                  - Conv2D:
                      filters: "${n}"  # as wide
                      kernel_size: "${size}"
            layers:
              - B:
                  size: 3
                name: x
              - B

            """),
        new("a mapping of lines gets a line", "x/conv2d filters 5", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              B:
                parameters:
                  - size«|
                  - filters: 8»
                layers:
                  - Conv2D:
                      filters: «8|"${filters}"»  # as wide
                      kernel_size: "${size}"
            layers:
              - B:
                  size: 3   # odd«|
                  filters: 5  # was 8: why»
                name: x
              - B:
                  - 3

            """),
        new("an alias says what its anchor says", "a filters 5; b filters 5", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: &conv { filters: «8|5», kernel_size: 1 }«»  # was 8: why«/»
                name: a
              - Conv2D: *conv
                name: b

            """),
        new("an alias is written out", "b filters 5", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: &conv { filters: 8, kernel_size: 1 }
                name: a
              - Conv2D: «*conv|{ filters: 5, kernel_size: 1 }»«»  # was 8: why«/»
                name: b

            """),
        new("an anchor changes and its aliases do not", "a filters 5", """
            archspec: 1
            input: [&n 8, 8, 3]
            layers:
              - Conv2D: { filters: «*n|5», kernel_size: &k 1 }«»  # was 8: why«/»
                name: a
              - Conv2D: { filters: *n, kernel_size: *k }

            """),
        new("the last size of a reshape", "reshape target_shape[2] 5; a filters 5", """
            archspec: 1
            input: [1, 1, 3]
            layers:
              - Conv2D: { filters: «8|5», kernel_size: 1, name: a }«»  # was 8: why«/»
              - Reshape: { target_shape: [1, 1, «8|5»] }«»  # was 8: why«/»

            """),
        new("repetitions that differ", "c_1 filters 5; c_2 filters 6; conv2d_1 filters 7", """
            archspec: 1
            input: [8, 8, 3]
            layers:
            «  - Conv2D: [8, 1]   # twice
                name: c
                repeat: 2   # times
              - Conv2D: { filters: 8, kernel_size: 1 }
                repeat: 2
            |  - Conv2D: [5, 1]   # twice; was 8: why
                name: c_1   # times
              - Conv2D: [6, 1]   # twice; was 8: why
                name: c_2   # times
              - Conv2D: { filters: 8, kernel_size: 1 }
              - Conv2D: { filters: 7, kernel_size: 1 }  # was 8: why
            »  - Flatten

            """),
        new("repetitions that change alike", "c_1 filters 5; c_2 filters 5", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: [«8|5», 1]«»  # was 8: why«/»
                name: c
                repeat: 2

            """),
        new("a repetition of a block in a block", "outer/inner/conv2d_1 filters 5", """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              Inner: { parameters: [n«|, filters_3x3: 8»], layers: [Conv2D: { filters: "${n}", kernel_size: 1 }, Conv2D: { filters: «8|"${filters_3x3}"», kernel_size: 3, padding: same }] }
              Outer: { layers: [«{ Inner: 8, repeat: 2 }|{ Inner: [8, 5] }, { Inner: 8 }»] }«»  # conv2d_1 was 8: why«/»
            layers:
              - Outer

            """),
        new("a layer that nothing takes and that no longer fits", "a filters 5", """
            archspec: 1
            input: [1, 1, 3]
            layers:
              - Conv2D: { filters: «8|5», kernel_size: 1, name: a }«»  # was 8: why«/»
            «  - Reshape: { target_shape: [2, 4], inputs: a }
            |  # a layer that nothing took did not fit any more
            »  - Flatten: { inputs: a }

            """),
        new("another call of a model that nothing takes and that no longer fits", "a filters 4", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: { filters: «5|4», kernel_size: 1, name: a }«»  # was 5: why«/»
              - Functional: { layers: [{ Conv2D: { filters: 5, kernel_size: 1, name: b } }], name: t }
            «  - reuse: t
                name: again   # nothing uses it
            |  # a layer that nothing took did not fit any more
            »  - GlobalAveragePooling2D: { inputs: t }

            """),
        new("a layer that nothing takes, and another call of it", "a filters 4", """
            archspec: 1
            input: [1, 1, 3]
            layers:
              - Conv2D: { filters: «8|4», kernel_size: 1, name: a }«»  # was 8: why«/»
            «  - Reshape: { target_shape: [2, 4], inputs: a, name: b }
              - reuse: b
                inputs: a
            |  # a layer that nothing took did not fit any more
              # a layer that nothing took did not fit any more
            »  - Flatten: { inputs: a }

            """),
        new("an included file, which others may include", "x/a filters 5", """
            archspec: 1
            include: [«|small.»library.yaml]
            input: [8, 8, 3]
            layers:
              - B: { name: x }
            === «|small.»library.yaml
            archspec: 1
            blocks:
              B:
                layers:
                  - Conv2D: { filters: «8|5», kernel_size: 1, name: a }«»  # a was 8: why«/»

            """),
    ];
}
