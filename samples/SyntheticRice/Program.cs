using SyntheticRice;

const string Usage = "Usage: SyntheticRice DIR [--count N] [--seed S] [--size PX]";

if (args.Length == 0 || args[0].StartsWith('-') || args.Length % 2 == 0)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

var (count, seed, size) = (80, 1L, 250);
for (var i = 1; i < args.Length; i += 2)
{
    var known = args[i] switch
    {
        "--count" => int.TryParse(args[i + 1], out count) && count > 0,
        "--seed" => long.TryParse(args[i + 1], out seed),
        "--size" => int.TryParse(args[i + 1], out size) && size is >= 16 and <= 4096,
        _ => false,
    };
    if (!known)
    {
        Console.Error.WriteLine($"Not understood: {args[i]} {args[i + 1]}\n{Usage}");
        return 2;
    }
}

RiceFolder.Write(args[0], count, seed, size);
Console.WriteLine($"{Grain.Varieties.Count} x {count} pictures of {size} x {size} pixels in {Path.GetFullPath(args[0])}");
return 0;
