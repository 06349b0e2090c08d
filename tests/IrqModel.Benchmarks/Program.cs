using BenchmarkDotNet.Running;
using IrqModel.Benchmarks;

// "quick" compares C and the model by turns in a few seconds, "bringup" measures bring-up; anything else is for BenchmarkDotNet.
if (args is ["quick"]) return QuickComparison.Run(Console.Out);
if (args is ["bringup"]) return BringUpComparison.Run(Console.Out);
BenchmarkSwitcher.FromAssembly(typeof(RemappingBenchmark).Assembly).Run(args);
return 0;
