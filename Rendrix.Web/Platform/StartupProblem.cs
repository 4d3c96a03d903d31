namespace Rendrix.Web.Platform;

/// <summary>Something the operator must put right before the program can run: one clear line, printed without a stack trace.</summary>
public sealed class StartupProblem(string message, Exception? inner = null) : Exception(message, inner);
