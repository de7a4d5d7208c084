using ArchSpec.Diagnostics;
using ArchSpec.Spec;

namespace ArchSpec.Core.Tests.Spec;

public sealed class TrainingSettingTests
{
    [Theory]
    [InlineData("training.batch_size=64", "batch_size", "64")]
    [InlineData("training.batch_size=16, 64", "batch_size", "16|64")]
    [InlineData("training.optimizer.Adam.learning_rate=0.1,1e-3", "optimizer.Adam.learning_rate", "0.1|1e-3")]
    [InlineData("training.loss={a: [1, 2]},{b: 3}", "loss", "{a: [1, 2]}|{b: 3}")]
    [InlineData("training.x='a,b',\"c,d\"", "x", "'a,b'|\"c,d\"")]
    public void Values_are_parted_by_commas_outside_of_brackets_and_quotes(string text, string name, string values)
    {
        var settings = TrainingSetting.Parse(text)!;

        Assert.All(settings, setting => Assert.Equal(name, setting.Name));
        Assert.Equal(values.Split('|'), settings.Select(setting => setting.Value));
    }

    [Theory]
    [InlineData("batch_size=64")]
    [InlineData("training=64")]
    [InlineData("training.batch_size")]
    [InlineData("training.=1")]
    [InlineData("training.a..b=1")]
    [InlineData("training.batch_size=")]
    [InlineData("training.batch_size=1,,2")]
    public void Other_texts_are_none(string text) => Assert.Null(TrainingSetting.Parse(text));

    [Fact]
    public void A_value_takes_the_place_of_one_and_all_others_stay()
    {
        var training = new TrainingOptions { BatchSize = 7, EarlyStopping = new() { Patience = 3, Monitor = "val_accuracy" } };

        var applied = Apply(training, "training.epochs=99", "training.early_stopping.patience=5");

        Assert.Equal((99, 7, 5, "val_accuracy"), (applied.Epochs, applied.BatchSize, applied.EarlyStopping!.Patience, applied.EarlyStopping.Monitor));
    }

    [Fact]
    public void Another_optimizer_takes_the_place_of_the_one_that_is_there()
    {
        var applied = Apply(new TrainingOptions(), "training.optimizer.SGD.momentum=0.5");

        Assert.Equal(("SGD", 0.5), (applied.Optimizer.Name, applied.Optimizer.Get(Optimizers.Momentum)));
    }

    [Fact]
    public void Every_setting_survives_being_written_and_read()
    {
        var training = Apply(
            new TrainingOptions(),
            "training.precision=bf16",
            "training.split_seed=4",
            "training.fold=2/5",
            "training.class_weight={red: 2, 'light green': 0.5}",
            "training.learning_rate_multipliers={'block*': 0.1}",
            "training.reduce_lr_on_plateau={factor: 0.5, patience: 2, cooldown: 1, min_lr: 0.001}");

        var text = TrainingYaml.Write(training);

        Assert.Equal(text, TrainingYaml.Write(TrainingYaml.Read(text, "x")));
        Assert.All(["precision: bf16", "split_seed: 4", "fold: 2/5", "light green", "block*", "cooldown: 1"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("training.fold=6/5", "'fold' must be a part of a number of parts, such as 2/5, received '6/5'")]
    [InlineData("training.fold=1/1", "received '1/1'")]
    [InlineData("training.nonsense=1", "training has no key 'nonsense'")]
    [InlineData("training.epochs=[1", "--set training.epochs")]
    public void A_wrong_value_is_said_where_it_was_given(string text, string message)
    {
        var bag = new DiagnosticBag();

        TrainingSetting.Apply(new TrainingOptions(), TrainingSetting.Parse(text)!, bag);

        Assert.Contains(message, string.Join('\n', bag.Items), StringComparison.Ordinal);
    }

    private static TrainingOptions Apply(TrainingOptions training, params string[] settings)
    {
        var bag = new DiagnosticBag();
        var applied = TrainingSetting.Apply(training, settings.SelectMany(text => TrainingSetting.Parse(text)!), bag);
        Assert.Empty(bag.Items);
        return applied;
    }
}
