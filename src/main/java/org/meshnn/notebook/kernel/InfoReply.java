package org.meshnn.notebook.kernel;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.messages.reply.KernelInfoReply;

/** The library's kernel_info reply with what the protocol asks for besides. */
final class InfoReply extends KernelInfoReply {
  @SuppressWarnings("unused") // read by the JSON serialiser
  private final String status = "ok";

  @SuppressWarnings("unused") // read by the JSON serialiser
  private final boolean debugger = false;

  @SuppressWarnings("unused") // read by the JSON serialiser
  @SerializedName("supported_features")
  private final List<String> supportedFeatures = List.of();

  InfoReply(
      String protocol,
      String name,
      String version,
      LanguageInfo language,
      String banner,
      List<HelpLink> help) {
    super(protocol, name, version, language, banner, help);
  }
}
