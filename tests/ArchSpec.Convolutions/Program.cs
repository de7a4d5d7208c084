// Convolutions against float64, in a process of its own: where libtorch writes beyond its memory, it ends this process and no test run.
//   ArchSpec.Convolutions random SEED COUNT      random ones
//   ArchSpec.Convolutions these REPEATS SHAPE…   each of these, as often, with other numbers each time; a shape is as one is printed
// With --hidden before, oneDNN holds what it finds on an AMD processor that hides its caches; with --mended, what OneDnn makes of that, and with
// --unknown, what it makes of it in a libtorch whose build it does not know.
// A line for each: "begin SHAPE", then "right SHAPE …" or "WRONG SHAPE …"; at last "N right, N wrong". Ends with 1 where one was wrong.
using System.Globalization;
using ArchSpec.Convolutions;
using ArchSpec.Training.Native;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
LibTorch.Load();
var words = HiddenCaches.Apply(args);
return words switch
{
    ["random", var seed, var count] => Comparison.Run(ConvolutionShape.Random(int.Parse(seed), int.Parse(count))),
    ["these", var repeats, .. var shapes] => Comparison.Run(shapes.SelectMany(shape => Enumerable.Repeat(ConvolutionShape.Parse(shape), int.Parse(repeats)))),
    _ => throw new ArgumentException("random SEED COUNT | these REPEATS SHAPE…"),
};
