# Jupyter with the kernel "Java (meshnn)" and the notebooks, as Binder wants it; or, at home,
#     docker build -t meshnn . && docker run --rm -p 8888:8888 meshnn
FROM maven:3.9-eclipse-temurin-17 AS build
COPY . /source
WORKDIR /source
RUN mvn -q -B -ntp -Prelease -Dmaven.test.skip package

FROM python:3.12-slim-bookworm
COPY --from=eclipse-temurin:17-jdk /opt/java/openjdk /opt/java/openjdk
RUN apt-get update \
    && apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && pip install --no-cache-dir "notebook==7.*" "jupyterlab==4.*" "jupyterhub==5.*"

# Binder hands in who runs it.
ARG NB_USER=jovyan
ARG NB_UID=1000
RUN adduser --disabled-password --gecos "" --uid "${NB_UID}" "${NB_USER}"
ENV HOME=/home/${NB_USER} JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:${PATH}
WORKDIR ${HOME}
COPY --chown=${NB_UID} notebooks notebooks
COPY --from=build /source/target/release /opt/meshnn
USER ${NB_USER}
RUN java -jar /opt/meshnn/meshnn-*.jar install
EXPOSE 8888
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--no-browser"]
