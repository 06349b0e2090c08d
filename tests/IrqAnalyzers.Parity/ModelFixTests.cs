using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using IrqAnalyzers.Parity.Fixing;
using IrqAnalyzers.Tests.Corpus;
using Xunit;

namespace IrqAnalyzers.Parity;

/// <summary>The fixes of models that people wrote: the corpus, the samples, and what lies beside the checkout.</summary>
public sealed class ModelFixTests(ITestOutputHelper output)
{
    private const int FewModels = 100;

    /// <summary>Models of the corpus; <c>IRQ_FIX_CORPUS</c> of them, evenly spread.</summary>
    [Fact]
    [Trait("Suite", "Long")]
    public void Fixes_of_the_corpus_leave_no_function_worse_off()
    {
        var all = CorpusModels.All.Where(model => model.CanBeCompiled).OrderBy(model => model.Name, StringComparer.Ordinal).ToArray();
        var count = Math.Min(all.Length, Settings.Of("IRQ_FIX_CORPUS", FewModels));
        Check("fixes-corpus", Enumerable.Range(0, count).Select(number => all[(int)((long)number * all.Length / count)]).Select(model => new RunnableModel(
            model.Name, [.. model.Compile().SyntaxTrees.Select(tree => new SourceFile(tree.FilePath, tree.ToString()))])
        { ContractFiles = model.ContractFiles }));
    }

    /// <summary>Programs and wrong models that lie beside the checkout.</summary>
    [Fact]
    [Trait("Suite", "Long")]
    public void Fixes_of_programs_beside_the_checkout_leave_no_function_worse_off()
    {
        var folder = Checkout.SharedFolder("IRQ_CASES", "cases");
        Assert.SkipWhen(folder is null, "There is no folder 'cases' in ../shared.");
        var programs = Path.Combine(folder, "programs");
        var fixes = Path.Combine(folder, "fixes");
        var shared = Path.Combine(programs, "Shared.cs");
        var common = Path.Combine(fixes, "Common.cs");
        Check(
            "fixes-programs",
            Directory.GetFiles(programs, "*Bug.cs").Select(path => RunnableModel.Read(Path.GetFileName(path), [path, shared]))
                .Concat(Directory.GetDirectories(fixes).Select(path => Path.Combine(path, "before.cs")).Where(File.Exists)
                    .Select(path => RunnableModel.Read(Path.GetFileName(Path.GetDirectoryName(path)!), [path, common]))));
    }

    /// <summary>The fixes of the models in the folder that <c>IRQ_FIX_MODELS</c> names, printed for a reader.</summary>
    [Fact]
    public void Fixes_of_a_folder_are_printed()
    {
        var folder = Environment.GetEnvironmentVariable("IRQ_FIX_MODELS");
        Assert.SkipWhen(folder is null, "IRQ_FIX_MODELS names no folder with models.");
        var common = Directory.GetFiles(folder, "Common.cs");
        var text = new StringBuilder();
        foreach (var path in Directory.GetFiles(folder, "*.cs").Except(common).Order(StringComparer.Ordinal))
        {
            var model = RunnableModel.Read(Path.GetFileNameWithoutExtension(path), [path, .. common]);
            var checks = ModelFixCheck.Check(model, TestContext.Current.CancellationToken);
            text.AppendLine(CultureInfo.InvariantCulture, $"======== {model.Name}: {checks.Count} fixes");
            foreach (var (fix, objections) in checks)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"---- {fix.Title} ({string.Join(", ", fix.Targets)})");
                foreach (var objection in objections) text.AppendLine(CultureInfo.InvariantCulture, $"!!!! {objection}");
                for (var index = 0; index < fix.Files.Length; index++)
                {
                    if (fix.Files[index].Text != model.Files[index].Text) text.AppendLine(fix.Files[index].Text);
                }
            }
        }

        output.WriteLine(text.ToString());
        File.WriteAllText(Path.Combine(folder, "fixes.txt"), text.ToString());
    }

    private void Check(string name, IEnumerable<RunnableModel> models)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var wrong = new ConcurrentBag<string>();
        var (applied, fixable, all) = (0, 0, 0);
        Parallel.ForEach(models, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, model =>
        {
            Interlocked.Increment(ref all);
            var checks = ModelFixCheck.Check(model, cancellation);
            if (checks.Count > 0) Interlocked.Increment(ref fixable);
            Interlocked.Add(ref applied, checks.Count);
            foreach (var (fix, objections) in checks.Where(check => !check.Objections.IsEmpty))
                wrong.Add($"{model.Name}: {fix.Title} ({string.Join(", ", fix.Targets)})\n  {string.Join("\n  ", objections)}");
        });
        Figures.Keep(output, name, string.Create(CultureInfo.InvariantCulture, $"{all:N0} models, {fixable:N0} with fixes; {applied:N0} fixes applied and run; wrong: {wrong.Count:N0}"));
        Assert.True(applied > 0);
        Assert.True(wrong.IsEmpty, string.Join("\n", wrong.Order(StringComparer.Ordinal)));
    }
}
