namespace Consult.Grains.LocalHost;

/// <summary>The result of a method that returns a plain task, and the arguments of one that takes none.</summary>
internal readonly record struct Nothing;
