using System.Runtime.CompilerServices;
using System.Text;
using Rendrix.Amounts;
using Rendrix.Integrations;

namespace Rendrix.Tests.Integrations;

/// <summary>Files to read: the public ones beside the repository, and small ones written in the test.</summary>
internal static class ImportFixtures
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A public file from ../shared/fixtures; the test says so and is skipped where the folder is not there.</summary>
    public static Stream Open(string name)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("RENDRIX_FIXTURES") ?? Path.Combine(Repository(), "..", "shared", "fixtures"), name);
        Assert.SkipUnless(File.Exists(path), $"{name} is not there; it lies in ../shared/fixtures, or where RENDRIX_FIXTURES says.");
        return File.OpenRead(path);
    }

    public static Stream Csv(string text, Encoding? encoding = null) =>
        new MemoryStream([.. (encoding ?? new UTF8Encoding(false)).GetPreamble(), .. (encoding ?? new UTF8Encoding(false)).GetBytes(text)]);

    public static async Task<List<ImportedProduct>> ReadAsync(this IImportFormat format, Stream file, string currency = "USD")
    {
        var products = new List<ImportedProduct>();
        await foreach (var product in format.ReadAsync(file, new ImportReading(Currency.Of(currency), Now), TestContext.Current.CancellationToken)) products.Add(product);
        await file.DisposeAsync();
        return products;
    }

    public static Task<List<ImportedProduct>> ReadAsync(this IImportFormat format, string csv, string currency = "USD") => format.ReadAsync(Csv(csv), currency);

    private static string Repository([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Rendrix.Web.sln"))) folder = Path.GetDirectoryName(folder);
        return folder is not null && !Directory.Exists(Path.Combine(folder, "..", "shared")) ? Path.Combine(folder, "..") : folder ?? ".";
    }
}
